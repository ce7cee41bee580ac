using System.Globalization;
using System.Text.Json;
using Cos.Execution.Simulation;
using Cos.Primitives.Blocks;
using Cos.Primitives.Codec;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.View;
using Cos.Testing;
using Cos.Vm;

namespace Cos.Rpc.Tests.Simulation;

/// <summary>
/// The chain that the execution-apis exchanges were recorded on, as far as it can be had: all its headers, but the state of its genesis, since
/// its blocks were made under rules from Frontier to Osaka.
/// </summary>
internal sealed class FixtureChain
{
    public const ulong ChainId = 3_503_995_874_084_926;
    private readonly List<(BlockHeader Header, BlockHash Hash)> _headers = [];
    private readonly MemoryState _state = new();

    private FixtureChain()
    {
        foreach (var file in ConformanceArchive.Files("execution-apis"))
        {
            if (file.Path.EndsWith("tests/chain.rlp", StringComparison.Ordinal)) ReadHeaders(file.Content);
            else if (file.Path.EndsWith("tests/genesis.json", StringComparison.Ordinal)) ReadAccounts(file.Content);
        }
    }

    public static FixtureChain Load() => new();

    public BlockHeader Head => _headers[^1].Header;

    /// <summary>Where a simulation on a block begins; null where there is no such block.</summary>
    public SimulationStart? StartAt(string selector)
    {
        ulong number = selector == "latest" ? Head.Number : ulong.Parse(selector.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (number > Head.Number) return null;
        int at = (int)number - 1;
        var before = _headers.Take(at).Select(one => one.Hash.Value).Prepend(_headers[0].Header.ParentHash.Value).ToArray();
        return new SimulationStart
        {
            Rules = ChainRules.ForEthereum(ChainId) with { Blobs = new BlobSchedule(14, 21, 11_684_671) },
            Header = _headers[at].Header,
            Hash = _headers[at].Hash,
            Ancestors = AncestorHashes.From(0, before),
            State = _state,
        };
    }

    private void ReadHeaders(byte[] chain)
    {
        var blocks = new RlpReader(chain);
        while (!blocks.AtEnd)
        {
            Assert.That(blocks.TryReadList(out var block) && HeaderCodec.TryRead(ref block, out var header) && Add(header), Is.True);
        }
    }

    private bool Add(BlockHeader header)
    {
        _headers.Add((header, HeaderCodec.Hash(header)));
        return true;
    }

    private void ReadAccounts(byte[] genesis)
    {
        using var json = JsonDocument.Parse(genesis);
        var miner = new GenesisAccount(Address.Zero, UInt256.One, 0, default, []); // whom the first blocks paid
        _state.Put(json.RootElement.GetProperty("alloc").EnumerateObject().Select(Account).Append(miner).ToList());
    }

    private static GenesisAccount Account(JsonProperty entry)
    {
        var fields = entry.Value;
        ulong nonce = fields.TryGetProperty("nonce", out var named) ? Convert.ToUInt64(named.GetString(), 16) : 0;
        byte[] code = fields.TryGetProperty("code", out var text) ? Convert.FromHexString(text.GetString()!.AsSpan(2)) : [];
        var slots = fields.TryGetProperty("storage", out var storage)
            ? storage.EnumerateObject().Select(slot => (Word(slot.Name), Word(slot.Value.GetString()!))).ToList()
            : [];
        return new GenesisAccount(new Address(Convert.FromHexString(entry.Name)), Word(fields.GetProperty("balance").GetString()!), nonce, code, [.. slots]);
    }

    private static UInt256 Word(string hex)
    {
        string digits = hex.StartsWith("0x", StringComparison.Ordinal) ? hex[2..] : hex;
        return UInt256.FromBigEndian(Convert.FromHexString(digits.PadLeft(64, '0')));
    }
}
