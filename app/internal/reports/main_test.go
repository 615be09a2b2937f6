// Package reports has the tests of the command report, apart from those of the
// other commands because they take their time.
package reports

import (
	"testing"

	"gridrat/app/command"
	"gridrat/app/internal/program"
)

func TestMain(m *testing.M) {
	program.Main(m, func(args []string) int { return command.Run(new(command.Set), args) })
}
