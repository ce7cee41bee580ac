using System.Text.Json;
using Cos.Crypto.Hashing;
using Cos.Primitives.Values;
using Cos.State.Diff;
using Cos.State.Trie;
using Cos.State.View;

namespace Cos.Conformance.Tests.States;

/// <summary>A fixture's `pre` as a layer over nothing, so that a test executes on what a node executes on.</summary>
internal static class PreState
{
    public static StateLayer Build(JsonElement pre)
    {
        var changes = new List<AccountChange>();
        var codes = new SortedDictionary<Hash256, CodeEntry>();
        foreach (var member in pre.EnumerateObject())
        {
            var code = member.Value.GetProperty("code").Bytes();
            var hash = new Hash256(Keccak256.Hash(code));
            if (code.Length > 0) codes[hash] = new CodeEntry(hash, code);
            var account = new Account(member.Value.GetProperty("nonce").Word(), member.Value.GetProperty("balance").Number(), hash, Account.EmptyRoot);
            var slots = member.Value.GetProperty("storage").Slots().Select(s => new SlotChange(s.Slot, UInt256.Zero, s.Value));
            changes.Add(new AccountChange(JsonValues.AddressOf(member.Name), null, account, false, [.. slots]));
        }

        var diff = new StateDiff([.. changes.OrderBy(c => c.Address)], [.. codes.Values]);
        return new StateLayer(new EmptyWorld(), 0, BlockHash.Zero, diff, StateTrie.Apply(NoNodes.Instance, Account.EmptyRoot, diff));
    }
}
