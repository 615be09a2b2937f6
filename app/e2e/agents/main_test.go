package agents

import (
	"os"
	"testing"

	"gridrat/app/e2e/drive"
)

func TestMain(m *testing.M) { os.Exit(drive.Main(m)) }
