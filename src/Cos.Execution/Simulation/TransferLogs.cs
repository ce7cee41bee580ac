using System.Collections.Immutable;
using Cos.Primitives.Blocks;
using Cos.Primitives.Values;
using Cos.Vm;
using Cos.Vm.Opcodes;
using Cos.Vm.Tracing;

namespace Cos.Execution.Simulation;

/// <summary>Collects a call's events with its moves of value among them, each as the Transfer event of an ERC-20 token at 0xeeee…ee; what is taken back goes.</summary>
internal sealed class TransferLogs : ITracer
{
    private static readonly Address Token = new(Convert.FromHexString("eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee"));
    private static readonly Hash256 Transfer = new(Convert.FromHexString("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"));

    private readonly List<Log> _logs = [];
    private readonly Stack<int> _marks = [];

    /// <summary>Forgets the call before.</summary>
    internal void Clear()
    {
        _logs.Clear();
        _marks.Clear();
    }

    /// <summary>What was collected since <see cref="Clear"/>.</summary>
    internal ImmutableArray<Log> ToImmutable() => [.. _logs];

    /// <inheritdoc/>
    public void Enter(in TracedMessage message)
    {
        _marks.Push(_logs.Count);
        bool moves = message.Op is not (Op.DelegateCall or Op.CallCode) && !message.Value.IsZero;
        if (moves) _logs.Add(new Log(Token, [Transfer, Word(message.From), Word(message.To)], Hash256.FromUInt256(message.Value).Bytes.ToArray()));
    }

    /// <inheritdoc/>
    public void Exit(in TracedEnd end)
    {
        int mark = _marks.Pop();
        if (end.Halt != Halt.Success) _logs.RemoveRange(mark, _logs.Count - mark);
    }

    /// <inheritdoc/>
    public void Emit(Log log) => _logs.Add(log);

    /// <inheritdoc/>
    public void Step(in TracedStep step)
    {
    }

    /// <inheritdoc/>
    public void Stepped(long gasLeft, Halt halt)
    {
    }

    private static Hash256 Word(in Address address)
    {
        Span<byte> word = stackalloc byte[Hash256.Size];
        word.Clear();
        address.Bytes.CopyTo(word[(Hash256.Size - Address.Size)..]);
        return new Hash256(word);
    }
}
