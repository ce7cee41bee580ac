using System.Text.Json;
using Cos.Cli.StateTests;
using Cos.Primitives.Blocks;
using Cos.Primitives.Rules;
using Cos.Primitives.Values;
using Cos.State.Diff;

using Cos.Vm;

namespace Cos.Conformance.Tests.Blocks;

/// <summary>Judges one block test as the archive's README says.</summary>
internal static class BlockTestRunner
{
    private const string Fork = "Osaka";

    public static Verdict Judge(Workspace workspace, string name, JsonElement test) => new(name, Run(workspace, test));

    /// <summary>The fixture's chain with its genesis alone.</summary>
    public static EthereumChain Open(Workspace workspace, JsonElement test)
    {
        Assert.That(BlockCodec.TryDecode(test.GetProperty("genesisRLP").Bytes(), out var genesis, out var error), Is.True, error.ToString());
        return new EthereumChain(RulesOf(test), genesis!.Header, PreState.Build(test.GetProperty("pre")), workspace);
    }

    private static string? Run(Workspace workspace, JsonElement test)
    {
        if (test.GetProperty("network").GetString() != Fork) return $"not of {Fork}";
        var chain = Open(workspace, test);
        if (chain.Head.Hash != HashOf(test.GetProperty("genesisBlockHeader").GetProperty("hash"))) return "other genesis";
        if (chain.Head.Header.StateRoot != chain.Head.State.StateRoot) return "other genesis state";
        foreach (var block in test.GetProperty("blocks").EnumerateArray())
        {
            if (Import(chain, block) is { } failure) return failure;
        }

        if (chain.Head.Hash != HashOf(test.GetProperty("lastblockhash"))) return $"the head is {chain.Head.Hash}";
        return Difference(chain.Head.State, test.GetProperty("postState"));
    }

    private static string? Import(EthereumChain chain, JsonElement block)
    {
        var before = chain.Head;
        var encoded = block.GetProperty("rlp").Bytes();
        var fault = chain.Import(encoded);
        if (block.TryGetProperty("expectException", out var expected))
        {
            if (chain.Head != before) return $"took a block, expected {expected}";
            return fault is { } refusal && ExpectedBlockExceptions.Allow(expected.GetString()!, refusal) ? null : $"refused with {fault}, expected {expected}";
        }

        if (fault is { } wrong) return $"refused a valid block with {wrong}";
        if (chain.Head.Hash != HashOf(block.GetProperty("blockHeader").GetProperty("hash"))) return $"block {chain.Head.Header.Number} has another hash";
        EthereumBlockCodec.TryDecode(encoded, out var decoded, out _);
        return EthereumBlockCodec.Encode(decoded!).AsSpan().SequenceEqual(encoded) ? null : "encoded otherwise than decoded";
    }

    // The tries by their root, and the flat state, from which a node answers, account by account.
    private static string? Difference(StateLayer state, JsonElement expected)
    {
        var post = PreState.Build(expected);
        foreach (var change in post.Diff.Accounts)
        {
            var address = change.Address;
            if (!state.TryGetAccount(in address, out var account)) return $"no account {address}";
            if (account != change.After) return $"{address} is {account}, expected {change.After}";
            if (!state.GetCode(account.CodeHash).Span.SequenceEqual(post.GetCode(account.CodeHash).Span)) return $"other code of {address}";
            foreach (var slot in change.Slots)
            {
                if (state.GetStorage(in address, slot.Slot) != slot.After) return $"other slot {slot.Slot} of {address}";
            }
        }

        return state.StateRoot == post.StateRoot ? null : "there are more accounts than expected";
    }

    private static ChainRules RulesOf(JsonElement test)
    {
        var config = test.GetProperty("config");
        var blobs = config.GetProperty("blobSchedule").GetProperty(Fork);
        return ChainRules.ForEthereum(config.GetProperty("chainid").Word()) with
        {
            Blobs = new BlobSchedule(blobs.GetProperty("target").Word(), blobs.GetProperty("max").Word(), blobs.GetProperty("baseFeeUpdateFraction").Word()),
        };
    }

    private static BlockHash HashOf(JsonElement element) => new(element.Hash());
}
