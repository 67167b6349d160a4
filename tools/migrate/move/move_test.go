package move_test

import (
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/intunegen/intunegen/tools/migrate/move"
)

// Fields read in every way that programs do, and methods of the same names that stay.
func TestCallsBecomeFunctions(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, analysistest.TestData(), move.Analyzer, "a", "b", "c")
}
