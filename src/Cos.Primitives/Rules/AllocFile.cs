using System.Collections.Immutable;
using System.Text.Json;

namespace Cos.Primitives.Rules;

/// <summary>
/// The accounts of a state as JSON: the <c>alloc</c> of a genesis file, alone or in its file, a state test's <c>pre</c>, or what a prestate tracer answers.
/// </summary>
public static class AllocFile
{
    private const string Section = "alloc";

    /// <summary>Reads UTF-8 JSON; false and at least one mistake where it holds no accounts. Accounts are in ascending order of address.</summary>
    public static bool TryParse(ReadOnlySpan<byte> json, out ImmutableArray<GenesisAccount> accounts, out ImmutableArray<string> errors)
    {
        accounts = [];
        GenesisMistakes mistakes = new();
        using JsonDocument? document = GenesisFile.ParseJson(json, mistakes);
        if (document is not null)
        {
            bool isFile = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(Section, out _);
            GenesisFields root = new(document.RootElement, string.Empty, mistakes);
            accounts = GenesisReader.ReadAlloc(isFile ? root.Object(Section, required: true) : root);
        }

        errors = mistakes.Words;
        return errors.IsEmpty;
    }

    /// <summary>Writes accounts as the members of the object that <paramref name="json"/> is in; <see cref="TryParse"/> reads them back.</summary>
    public static void Write(Utf8JsonWriter json, ImmutableArray<GenesisAccount> accounts)
    {
        foreach (GenesisAccount account in accounts) GenesisWriter.WriteAccount(json, account);
    }
}
