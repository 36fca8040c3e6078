"""Copy-and-patch: stencils made by LLVM, filled in and put together by the patcher."""
