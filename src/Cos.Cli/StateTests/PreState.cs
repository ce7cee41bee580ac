using System.Text.Json;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Cli.StateTests;

/// <summary>A fixture's `pre` as a layer over nothing, so that a test executes on what a node executes on.</summary>
internal static class PreState
{
    /// <summary>Builds the state with its root.</summary>
    public static StateLayer Build(JsonElement pre)
    {
        var changes = new SortedDictionary<Address, AccountChange>();
        var codes = new SortedDictionary<Hash256, CodeEntry>();
        foreach (var member in pre.Members())
        {
            var code = member.Value.Member("code").Bytes();
            var hash = new Hash256(Keccak256.Hash(code));
            if (code.Length > 0) codes[hash] = new CodeEntry(hash, code);
            var account = new Account(member.Value.Member("nonce").Word(), member.Value.Member("balance").Number(), hash, Account.EmptyRoot);
            var slots = member.Value.Member("storage").Slots().Select(s => new SlotChange(s.Slot, UInt256.Zero, s.Value));
            var address = JsonValues.AddressOf(member.Name);
            if (!changes.TryAdd(address, new AccountChange(address, null, account, false, [.. slots]))) throw new FormatException($"{address} is there twice");
        }

        var diff = new StateDiff([.. changes.Values], [.. codes.Values]);
        return new StateLayer(new EmptyWorld(), 0, BlockHash.Zero, diff, StateTrie.Apply(NoNodes.Instance, Account.EmptyRoot, diff));
    }
}
