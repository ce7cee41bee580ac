using System.Collections.Immutable;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;

namespace Cos.Execution.Genesis;

/// <summary>The spec of a chain to develop on: ten rich accounts whose keys everyone knows, never for anything of worth.</summary>
public static class DevGenesis
{
    /// <summary>The chain id that `cosd dev` uses, 0xC05.</summary>
    public const ulong ChainId = 3_077;

    /// <summary>Gas limit of a block.</summary>
    public const ulong GasLimit = 200_000_000;

    /// <summary>What each dev account starts with, in COS.</summary>
    public const ulong CosPerAccount = 1_000_000;

    /// <summary>The accounts of the mnemonic `test test test test test test test test test test test junk` at m/44'/60'/0'/0/0 to 9.</summary>
    public static readonly ImmutableArray<Address> Accounts =
    [
        Parse("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"),
        Parse("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
        Parse("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"),
        Parse("0x90f79bf6eb2c4f870365e785982e1f101e93b906"),
        Parse("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65"),
        Parse("0x9965507d1a55bcc2695c58ba16fb37d819b0a4dc"),
        Parse("0x976ea74026e726554db657fa54763abd0c3a0aa9"),
        Parse("0x14dc79964da2c08b23698b3d3cc7ca32193d9955"),
        Parse("0x23618e81e3f5cdf7f54c3d65f7fbc0abf5b21e8f"),
        Parse("0xa0ee7a142d267c1f36714e4a8f75612f20a79720"),
    ];

    // The keyless CREATE2 factory that deployment tools expect on a chain they develop on.
    private static readonly Address DeploymentProxy = Parse("0x4e59b44847b379578588920ca78fbf26c0b4956c");
    private static readonly byte[] DeploymentProxyCode = Convert.FromHexString(
        "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3");

    /// <summary>Makes the spec: the dev accounts' credit, and the rest of the supply in the alliance's reserve.</summary>
    /// <param name="chainId">EIP-155 chain id.</param>
    /// <param name="parameters">DPoS parameters with the genesis time; as many seats as named, or more.</param>
    /// <param name="seats">Who makes blocks.</param>
    public static ChainSpec Create(ulong chainId, DposParameters parameters, ImmutableArray<GenesisProducer> seats)
    {
        var rules = ChainRules.ForCredit(chainId);
        var each = Credit.FromCos(CosPerAccount);
        var rest = Credit.TotalSupply - Credit.FromUnits(each.Units * (ulong)Accounts.Length);
        var alloc = Accounts.Select(address => Rich(address, each))
            .Append(Rich(SystemAccounts.AllianceReserve, rest))
            .Append(new GenesisAccount(DeploymentProxy, UInt256.Zero, 1, DeploymentProxyCode, []));
        return new ChainSpec
        {
            Name = "dev",
            Rules = rules,
            Dpos = parameters,
            GasLimit = GasLimit,
            BaseFeePerGas = rules.BaseFeeFloor,
            Seats = seats,
            Alloc = [.. alloc.OrderBy(static account => account.Address)],
        };
    }

    private static GenesisAccount Rich(Address address, Credit balance) => new(address, balance.ToWei(), 0, ReadOnlyMemory<byte>.Empty, []);

    private static Address Parse(string text) => Address.TryParse(text, out var address) ? address : throw new FormatException(text);
}
