using System.Globalization;
using System.Text;
using Cos.Node.Hosting;
using Cos.Primitives.Rules;

namespace Cos.Node.Diagnostics;

/// <summary>What a person sees first: where the node answers, which chain it runs, and on a dev chain the accounts everyone may spend.</summary>
public static class StartBanner
{
    /// <summary>The banner's text.</summary>
    public static string Text(ChainSpec spec, string rpcUrl, string metricsUrl, string folder, int localSeats, IReadOnlyList<DevAccount> accounts)
    {
        var text = new StringBuilder();
        Line($"COS {VersionText.Number} · chain \"{spec.Name}\" · chain id {spec.Rules.ChainId}");
        Line("");
        Line($"  JSON-RPC    {rpcUrl}");
        Line($"  WebSocket   {rpcUrl.Replace("http://", "ws://", StringComparison.Ordinal)}");
        Line($"  metrics     {metricsUrl}/metrics");
        Line($"  health      {metricsUrl}/health");
        Line($"  data        {folder}");
        Line($"  producing   {(localSeats == 0 ? "no: this node follows" : $"{localSeats} of {spec.Seats.Length} seats, a slot every {spec.Dpos.SlotMilliseconds} ms")}");
        if (accounts.Count > 0)
        {
            Line("");
            Line($"  {accounts.Count} accounts with 1,000,000 COS each, from the phrase: {DevAccount.Phrase}");
            for (var i = 0; i < accounts.Count; i++)
            {
                Line($"  ({i}) {accounts[i].Address.ToChecksumString()}  {accounts[i].PrivateKeyHex}");
            }

            Line("  WARNING: everyone knows these keys. Never send anything of value to them on a real chain.");
        }

        return text.ToString();

        void Line(string line) => text.AppendLine(CultureInfo.InvariantCulture, $"{line}");
    }
}
