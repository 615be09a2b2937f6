package box_test

import (
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
)

func TestMain(m *testing.M) {
	program.Main(m, func(args []string) int { return command.Run(new(command.Set), args) })
}
