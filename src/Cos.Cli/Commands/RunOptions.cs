using System.Collections.Immutable;
using System.CommandLine;
using Cos.Cli.Runs;
using Cos.Cli.StateTests;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.Vm;

namespace Cos.Cli.Commands;

/// <summary>What <c>cos evm run</c> can be told about code and world.</summary>
internal sealed class RunOptions
{
    private const ulong GasUsual = 100_000_000;
    private const ulong DevChainId = 3077;
    private const string CreditRules = "credit", EthereumRules = "ethereum";
    private static readonly Address UsualSender = Address.FromLow(0xa11ce), UsualReceiver = Address.FromLow(0xc0de);

    private readonly Argument<string?> _code = new("CODE")
    {
        Description = "Bytecode in hexadecimal, or - for standard input; without it the receiver's code in --state runs",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _file = new("--file") { Description = "File with the bytecode in hexadecimal", HelpName = "path" };
    private readonly Option<byte[]> _input = TypedOption.Bytes("--input", "Call data, or constructor arguments");
    private readonly Option<bool> _create = new("--create") { Description = "The bytecode is initialisation code: run it and keep what it returns as a contract" };
    private readonly Option<ulong> _gas = Number("--gas", "Gas to run with", 1, long.MaxValue, GasUsual);
    private readonly Option<UInt256> _price = TypedOption.Word("--price", "GASPRICE, wei a gas; nothing is paid", "wei");
    private readonly Option<UInt256> _value = TypedOption.Word("--value", "Wei sent along; a sender that --state does not name has it", "wei");
    private readonly Option<Address> _sender = TypedOption.Account("--sender", "ORIGIN and CALLER");
    private readonly Option<Address> _receiver = TypedOption.Account("--receiver", "The account whose code runs");
    private readonly Option<string?> _state = new("--state")
    {
        Description = "JSON file with the accounts before: a genesis file, its alloc, a test's pre, or a prestate trace",
        HelpName = "path",
    };

    private readonly Option<string> _rules = TypedOption.Choice("--rules", "Osaka on a COS chain (credit), or on Ethereum (ethereum)", CreditRules, CreditRules, EthereumRules);
    private readonly Option<ulong> _chainId = Number("--chain-id", "CHAINID", 1, long.MaxValue, DevChainId);
    private readonly Option<ulong> _number = Number("--block-number", "NUMBER", 0, long.MaxValue, 1);
    private readonly Option<ulong> _timestamp = Number("--timestamp", "TIMESTAMP, in seconds", 0, long.MaxValue, 1);
    private readonly Option<ulong> _gasLimit = Number("--block-gas-limit", "GASLIMIT", 0, long.MaxValue, GasUsual);
    private readonly Option<Address> _coinbase = TypedOption.Account("--coinbase", "COINBASE");
    private readonly Option<UInt256> _baseFee = TypedOption.Word("--base-fee", "BASEFEE, wei a gas", "wei");
    private readonly Option<Hash256> _prevRandao = TypedOption.Digest("--prevrandao", "PREVRANDAO");

    /// <summary>With the accounts that a person mostly does not care about.</summary>
    public RunOptions()
    {
        _sender.DefaultValueFactory = static _ => UsualSender;
        _receiver.DefaultValueFactory = static _ => UsualReceiver;
    }

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command verb)
    {
        verb.Arguments.Add(_code);
        foreach (var option in (Option[])[_file, _input, _create, _gas, _price, _value, _sender, _receiver, _state, _rules, _chainId, _number, _timestamp, _gasLimit, _coinbase, _baseFee, _prevRandao])
            verb.Options.Add(option);
    }

    /// <summary>What a person asked for.</summary>
    public RunRequest Read(ParseResult parsed, Terminal terminal)
    {
        var code = HexInput.Code(parsed.GetValue(_code), parsed.GetValue(_file), terminal, pipedByDefault: false);
        var state = StateFrom(parsed.GetValue(_state));
        var receiver = parsed.GetValue(_receiver);
        var isCreate = parsed.GetValue(_create);
        if (isCreate && parsed.GetResult(_receiver) is { Implicit: false }) throw new UnusableInputException("--create makes its own receiver: leave --receiver out");
        if (code is null && (isCreate || !state.Any(a => a.Address == receiver)))
            throw new UnusableInputException("nothing to run: give bytecode, --file, or --state with --receiver");
        var chainId = parsed.GetValue(_chainId);
        return new RunRequest
        {
            Rules = parsed.GetValue(_rules) == EthereumRules ? ChainRules.ForEthereum(chainId) : ChainRules.ForCredit(chainId),
            Block = BlockFrom(parsed),
            State = state,
            Code = code,
            IsCreate = isCreate,
            Input = parsed.GetValue(_input) ?? [],
            Gas = parsed.GetValue(_gas),
            Price = parsed.GetValue(_price),
            Value = parsed.GetValue(_value),
            Sender = parsed.GetValue(_sender),
            Receiver = receiver,
        };
    }

    private static Option<ulong> Number(string name, string description, ulong least, ulong most, ulong usual)
    {
        var option = TypedOption.Number(name, description, "n", least, most);
        option.DefaultValueFactory = _ => usual;
        return option;
    }

    private static ImmutableArray<GenesisAccount> StateFrom(string? path)
    {
        if (path is null) return [];
        return AllocFile.TryParse(InputFile.Bytes(path, FixtureFiles.BytesMax), out var accounts, out var errors)
            ? accounts : throw new UnusableInputException($"{path}:\n  {string.Join("\n  ", errors)}");
    }

    private BlockEnvironment BlockFrom(ParseResult parsed) => new()
    {
        Number = parsed.GetValue(_number),
        Timestamp = parsed.GetValue(_timestamp),
        Coinbase = parsed.GetValue(_coinbase),
        GasLimit = parsed.GetValue(_gasLimit),
        BaseFee = parsed.GetValue(_baseFee),
        PrevRandao = parsed.GetValue(_prevRandao),
        Ancestors = AncestorHashes.Empty,
    };
}
