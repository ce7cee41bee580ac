using Cos.Primitives;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm.Calls;
using Cos.Vm.Code;
using Cos.Vm.Compiler;
using Cos.Vm.Interpreter;
using Cos.Vm.Opcodes;
using Cos.Vm.Precompiles;
using Cos.Vm.Tracing;

namespace Cos.Vm;

/// <summary>Runs messages against a journal, one at a time, by the rules of one block. One thread at a time.</summary>
/// <param name="rules">The rules at the block's height.</param>
/// <param name="journal">The world; between its BeginTransaction and EndTransaction.</param>
/// <param name="block">The block.</param>
/// <param name="workspace">What is kept from one machine to the next.</param>
/// <param name="interrupt">How a simulated call is ended from outside; null in a block.</param>
public sealed class Machine(ChainRules rules, Journal journal, BlockEnvironment block, Workspace workspace, Interrupt? interrupt)
{
    private static readonly TransactionEnvironment NoTransaction = new(Address.Zero, UInt256.Zero, []);

    private readonly CallRequest _outermost = new();
    private TransactionEnvironment _transaction = NoTransaction;

    /// <summary>A machine with a workspace of its own and no interrupt.</summary>
    public Machine(ChainRules rules, Journal journal, BlockEnvironment block)
        : this(rules, journal, block, new Workspace(), null)
    {
    }

    /// <summary>Who watches, if anyone. It slows the machine tenfold and changes no result.</summary>
    public ITracer? Tracer { get; init; }

    /// <summary>Where precompiles answer in a simulated call that moves them; null, as in every block, for their own places.</summary>
    public PrecompileMoves? Moves { get; init; }

    internal ChainRules Rules { get; } = rules;

    internal Journal Journal { get; } = journal;

    internal BlockEnvironment Block { get; } = block;

    internal Interrupt Interrupt { get; } = interrupt ?? new Interrupt();

    internal ref readonly TransactionEnvironment Transaction => ref _transaction;

    /// <summary>
    /// Runs a transaction's message: moves its value, warms its target and the target's delegate, and takes everything back unless it succeeds.
    /// The caller has warmed the rest (EIP-2929, EIP-3651), paid for the gas, and incremented the sender's nonce.
    /// </summary>
    public CallResult Call(in TransactionEnvironment transaction, in Message message)
    {
        Invariant.Require(message.Gas <= long.MaxValue, "gas fits 63 bits");
        _transaction = transaction;
        Journal.WarmAddress(message.Target);
        var request = RequestOf(message, out var resolved);
        MessageTrace.Begin(this, 0, message.Caller, request, message.Input.Span);
        if (RunWithoutFrame(message, request, resolved) is not { } result)
        {
            return RunFrames(request);
        }

        MessageTrace.End(this, result.Halt, (long)result.GasLeft, result.Output.Span);
        return result;
    }

    /// <summary>The code that a call to an account runs, EIP-7702 delegation followed once.</summary>
    internal ResolvedCode Resolve(in Address address)
    {
        var code = CodeOf(address);
        return code.Delegate is { } target ? new ResolvedCode(CodeOf(target), target) : new ResolvedCode(code, null);
    }

    /// <summary>Whether calls to an address are answered by a precompile, and which.</summary>
    internal bool TryFindPrecompile(in Address address, out Precompile precompile) =>
        Moves is null ? PrecompileTable.TryFind(address, out precompile) : Moves.TryFind(address, out precompile);

    /// <summary>Whether no contract may be created at an address (EIP-684, EIP-7610).</summary>
    internal bool IsTaken(in Address address)
    {
        var codeHash = Journal.GetCodeHash(address);
        return Journal.GetNonce(address) != 0 || (codeHash != Hash256.Zero && codeHash != Account.EmptyCodeHash) || Journal.HasStorage(address);
    }

    /// <summary>Credit rule: whether value may not go to an account (economy.md G3).</summary>
    internal bool RefusesValue(in Address target, in UInt256 value, bool movesValue) =>
        movesValue && Rules.FeeRule == FeeRule.Credit && !value.IsZero && SystemAccounts.IsReserved(target);

    /// <summary>Moves a call's value; a call without value still touches its target (EIP-161).</summary>
    internal void MoveValue(CallRequest request)
    {
        if (request.MovesValue && !request.Value.IsZero)
        {
            Journal.Transfer(request.Caller, request.Self, request.Value);
        }
        else
        {
            Journal.Touch(request.Self);
        }
    }

    private CallResult? RunWithoutFrame(in Message message, CallRequest request, in ResolvedCode resolved)
    {
        if (Refusal(message) is { } refusal)
        {
            return refusal;
        }

        if (!request.IsCreate && resolved.Delegate is null && TryFindPrecompile(message.Target, out var precompile))
        {
            return RunPrecompile(message, request, precompile);
        }

        if (request.Code.Length != 0 || request.IsCreate)
        {
            return null;
        }

        MoveValue(request);
        return new CallResult(Halt.Success, message.Gas, default, null);
    }

    private CallResult? Refusal(in Message message)
    {
        if (Journal.GetBalance(message.Caller) < message.Value)
        {
            return new CallResult(Halt.InsufficientBalance, message.Gas, default, null);
        }

        if (RefusesValue(message.Target, message.Value, movesValue: true))
        {
            return new CallResult(Halt.ReservedAccount, message.Gas, default, null);
        }

        var collides = message.Kind == MessageKind.Create && IsTaken(message.Target);
        return collides ? new CallResult(Halt.CreateCollision, 0, default, null) : null;
    }

    private CallRequest RequestOf(in Message message, out ResolvedCode resolved)
    {
        var isCreate = message.Kind == MessageKind.Create;
        resolved = isCreate ? new ResolvedCode(new ByteCode(message.Input.Span), null) : Resolve(message.Target);
        if (resolved.Delegate is { } delegated)
        {
            Journal.WarmAddress(delegated); // EIP-7702: free for a transaction's own target
        }

        var request = _outermost;
        request.Op = isCreate ? Op.Create : Op.Call;
        request.Named = message.Target;
        request.IsCreate = isCreate;
        request.MovesValue = true;
        request.IsStatic = message.IsStatic;
        request.Caller = message.Caller;
        request.Self = message.Target;
        request.Value = message.Value;
        request.Code = resolved.Code;
        request.Gas = (long)message.Gas;
        request.Input = isCreate ? default : message.Input;
        return request;
    }

    private CallResult RunPrecompile(in Message message, CallRequest request, Precompile precompile)
    {
        var output = new ReturnBuffer();
        var halt = PrecompileTable.Run(precompile, message.Input.Span, request.Gas, output, out var left);
        if (halt != Halt.Success)
        {
            return new CallResult(halt, 0, default, null);
        }

        MoveValue(request);
        return new CallResult(halt, (ulong)left, output.Bytes.ToArray(), null);
    }

    // Frames are entered and left here, not by recursion: the depth of calls costs no stack of the thread.
    private CallResult RunFrames(CallRequest request)
    {
        var frame = Enter(0, request);
        while (true)
        {
            Run(frame);
            if (frame.Request.IsPending)
            {
                frame = Enter(frame.Depth + 1, frame.Request);
                continue;
            }

            if (frame.Halt == Halt.Interrupted)
            {
                return Abandon(frame);
            }

            Leave(frame);
            if (frame.Depth == 0)
            {
                return Finish(frame);
            }

            var caller = workspace.FrameAt(frame.Depth - 1);
            FrameReturn.Settle(caller, frame);
            frame.Close();
            frame = caller;
        }
    }

    private void Run(Frame frame)
    {
        if (Tracer is null)
        {
            HotPath.Run(frame, workspace.Compilation);
        }
        else
        {
            StepTrace.Run(frame, Tracer);
        }
    }

    private Frame Enter(int depth, CallRequest request)
    {
        var frame = workspace.FrameAt(depth);
        frame.Open(this, request, Journal.Checkpoint());
        if (request.IsCreate)
        {
            Journal.MarkCreated(request.Self, request.Caller);
            Journal.SetNonce(request.Self, 1); // EIP-161
        }

        MoveValue(request);
        return frame;
    }

    private void Leave(Frame frame)
    {
        if (frame.IsCreate && frame.Halt == Halt.Success && Deploy(frame) is { } failure)
        {
            frame.Fail(failure);
        }

        if (frame.Halt != Halt.Success)
        {
            Journal.Revert(frame.Checkpoint);
        }

        MessageTrace.End(this, frame.Halt, frame.Gas, HasOutput(frame.Halt) ? frame.Output : default);
    }

    private static bool HasOutput(Halt halt) => halt is Halt.Success or Halt.Revert;

    private Halt? Deploy(Frame frame)
    {
        var code = frame.Output;
        if (code.Length > Rules.CodeBytesMax)
        {
            return Halt.CodeTooLarge; // EIP-170
        }

        if (code.Length > 0 && code[0] == 0xef)
        {
            return Halt.CodePrefixRefused; // EIP-3541
        }

        frame.Gas -= GasCost.CodeByte * code.Length;
        if (frame.Gas < 0)
        {
            return Halt.OutOfGas;
        }

        Journal.SetCode(frame.Self, code.ToArray());
        return null;
    }

    private static CallResult Finish(Frame frame)
    {
        Address? created = frame.IsCreate && frame.Halt == Halt.Success ? frame.Self : null;
        var result = new CallResult(frame.Halt, (ulong)frame.Gas, HasOutput(frame.Halt) ? frame.Output.ToArray() : default(ReadOnlyMemory<byte>), created);
        frame.Close();
        return result;
    }

    // A halt of the whole message, whoever in it called whom.
    private CallResult Abandon(Frame frame)
    {
        var halt = frame.Halt;
        for (var depth = frame.Depth; depth >= 0; depth--)
        {
            var abandoned = workspace.FrameAt(depth);
            Journal.Revert(abandoned.Checkpoint);
            MessageTrace.End(this, halt, 0, default);
            abandoned.Close();
        }

        return new CallResult(halt, 0, default, null);
    }

    private ByteCode CodeOf(in Address address)
    {
        var hash = Journal.GetCodeHash(address);
        if (hash == Hash256.Zero || hash == Account.EmptyCodeHash)
        {
            return ByteCode.Empty;
        }

        if (!workspace.Codes.TryGet(hash, out var code))
        {
            code = new ByteCode(Journal.GetCode(address).Span) { Hash = hash };
            workspace.Codes.Add(hash, code);
        }

        return code;
    }
}
