using Cos.Execution.Tracing;
using Cos.Primitives.Values;
using Cos.Rpc.Json;

namespace Cos.Rpc.Tracing;

/// <summary>Parity's stateDiff: each changed account with "=" for what stayed, "*" for what changed, "+" and "-" for what came and went.</summary>
internal static class StateDiffView
{
    private delegate void WriteField(JsonSink sink, in AccountImage image);

    /// <summary>Writes it as one object, by address.</summary>
    internal static void Write(JsonSink sink, ReadOnlySpan<TouchedAccount> accounts)
    {
        sink.OpenObject();
        foreach (TouchedAccount account in accounts)
        {
            if (IsChanged(account)) Write(sink, account);
        }

        sink.CloseObject();
    }

    private static bool IsChanged(TouchedAccount account)
    {
        var (before, after) = (account.Before, account.After);
        bool isSame = before.Exists == after.Exists && before.Balance == after.Balance && before.Nonce == after.Nonce && before.CodeHash == after.CodeHash;
        return !isSame || account.Slots.Any(static slot => slot.Before != slot.After);
    }

    private static void Write(JsonSink sink, TouchedAccount account)
    {
        var (before, after) = (account.Before, account.After);
        HexName.Write(sink, account.Address);
        sink.OpenObject();
        sink.Name("balance"u8);
        WriteDelta(sink, in before, in after, before.Balance == after.Balance, static (JsonSink at, in AccountImage image) => at.Quantity(image.Balance));
        sink.Name("code"u8);
        WriteDelta(sink, in before, in after, before.CodeHash == after.CodeHash, static (JsonSink at, in AccountImage image) => at.Bytes(image.Code.Span));
        sink.Name("nonce"u8);
        WriteDelta(sink, in before, in after, before.Nonce == after.Nonce, static (JsonSink at, in AccountImage image) => at.Quantity(image.Nonce));
        sink.Name("storage"u8);
        sink.OpenObject();
        foreach (TouchedSlot slot in account.Slots)
        {
            if (slot.Before != slot.After) WriteSlot(sink, account, in slot);
        }

        sink.CloseObject();
        sink.CloseObject();
    }

    private static void WriteDelta(JsonSink sink, in AccountImage before, in AccountImage after, bool isSame, WriteField write)
    {
        if (before.Exists && after.Exists && isSame)
        {
            sink.Raw("\"=\""u8);
            return;
        }

        sink.OpenObject();
        if (!before.Exists)
        {
            sink.Name("+"u8);
            write(sink, in after);
        }
        else if (!after.Exists)
        {
            sink.Name("-"u8);
            write(sink, in before);
        }
        else
        {
            sink.Name("*"u8);
            sink.OpenObject();
            sink.Name("from"u8);
            write(sink, in before);
            sink.Name("to"u8);
            write(sink, in after);
            sink.CloseObject();
        }

        sink.CloseObject();
    }

    private static void WriteSlot(JsonSink sink, TouchedAccount account, in TouchedSlot slot)
    {
        HexName.Write(sink, slot.Slot);
        sink.OpenObject();
        if (!account.Before.Exists)
        {
            sink.Name("+"u8);
            WriteWord(sink, slot.After);
        }
        else if (!account.After.Exists)
        {
            sink.Name("-"u8);
            WriteWord(sink, slot.Before);
        }
        else
        {
            sink.Name("*"u8);
            sink.OpenObject();
            sink.Name("from"u8);
            WriteWord(sink, slot.Before);
            sink.Name("to"u8);
            WriteWord(sink, slot.After);
            sink.CloseObject();
        }

        sink.CloseObject();
    }

    private static void WriteWord(JsonSink sink, in UInt256 value)
    {
        Span<byte> word = stackalloc byte[UInt256.Size];
        value.WriteBigEndian(word);
        sink.Bytes(word);
    }
}
