package graph

// RunIntunegenGenerateForRuntime1 makes a generated package fail to compile with a runtime of
// another version. The compiler's message then has this name, which says what to do: run "intunegen
// generate" of the module version that go.mod requires. Only generated code uses it. A change of
// the functions that generated code calls increments the number.
const RunIntunegenGenerateForRuntime1 = true
