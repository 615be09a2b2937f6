package command

import (
	"testing"

	"gridrat/app/internal/program"
)

func TestMain(m *testing.M) {
	program.Main(m, func(args []string) int { return Run(new(Set), args) })
}
