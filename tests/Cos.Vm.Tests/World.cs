using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Journal;
using Cos.State.View;
using Cos.Vm.Compiler;

namespace Cos.Vm.Tests;

/// <summary>A small state, a journal over it, and a machine on Osaka's rules.</summary>
internal sealed class World(ICompilation? compilation)
{
    public const ulong Gas = 1_000_000;

    public static readonly Address Sender = Address.FromLow(0x5e4de2);
    public static readonly Address Contract = Address.FromLow(0xc0de);
    public static readonly Address Other = Address.FromLow(0x07e2);
    public static readonly Address Nobody = Address.FromLow(0x404);

    public World()
        : this(null)
    {
    }

    private readonly MemoryState _state = new();
    private Journal? _journal;

    public ChainRules Rules { get; set; } = ChainRules.ForEthereum(1);

    public Workspace Workspace { get; } = new(compilation);

    public Interrupt? Interrupt { get; set; }

    public Cos.Vm.Tracing.ITracer? Tracer { get; set; }

    public Journal Journal => _journal ??= Begin();

    public BlockEnvironment Block { get; set; } = new()
    {
        Number = 1000,
        Timestamp = 1_700_000_000,
        Coinbase = Address.FromLow(0xc01),
        GasLimit = 30_000_000,
        BaseFee = 7,
        PrevRandao = Hash256.FromUInt256(99),
        Ancestors = AncestorHashes.Empty,
    };

    public static World With(Address address, byte[] code, ulong balance = 0, params (UInt256 Slot, UInt256 Value)[] storage) => new World().And(address, code, balance, storage);

    public static World Running(Program program) => With(Contract, program.Bytes).And(Sender, [], 1_000_000);

    public World And(Address address, byte[] code, ulong balance = 0, params (UInt256 Slot, UInt256 Value)[] storage)
    {
        _state.Put([new GenesisAccount(address, balance, code.Length == 0 ? 0UL : 1UL, code, [.. storage])]);
        return this;
    }

    public CallResult Call(ulong gas = Gas, byte[]? input = null, Address? target = null, ulong value = 0, bool isStatic = false) => Run(new Message
    {
        Kind = MessageKind.Call,
        Caller = Sender,
        Target = target ?? Contract,
        Value = value,
        Input = input ?? [],
        Gas = gas,
        IsStatic = isStatic,
    });

    public CallResult Create(byte[] initCode, ulong gas = Gas, Address? target = null) => Run(new Message
    {
        Kind = MessageKind.Create,
        Caller = Sender,
        Target = target ?? Cos.Vm.Calls.ContractAddress.OfNonce(Sender, 0),
        Value = 0,
        Input = initCode,
        Gas = gas,
    });

    public CallResult Run(Message message) =>
        new Machine(Rules, Journal, Block, Workspace, Interrupt) { Tracer = Tracer }.Call(new TransactionEnvironment(Sender, 10, [Hash256.FromUInt256(77)]), message);

    private Journal Begin()
    {
        var journal = new Journal(_state);
        journal.BeginTransaction();
        return journal;
    }
}
