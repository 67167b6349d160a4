package graph

// Generated code names this constant, so that a package and a runtime that do not fit each other fail to compile, and the
// message says what to do: run "intunegen generate" of the version of this module that go.mod requires. A change of what
// generated code calls renames it by the next number.
const RunIntunegenGenerateForRuntime1 = true
