using Cos.Primitives.Values;
using Cos.Vm.Code;

namespace Cos.Vm.Calls;

/// <summary>The code that a call to an account runs.</summary>
/// <param name="Code">The code; a designator found at a delegate is not followed again and halts as code (EIP-7702).</param>
/// <param name="Delegate">The account whose code it is, where the callee delegates.</param>
internal readonly record struct ResolvedCode(ByteCode Code, Address? Delegate);
