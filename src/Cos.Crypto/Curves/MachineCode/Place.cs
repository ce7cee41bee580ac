namespace Cos.Crypto.Curves.MachineCode;

/// <summary>A word in memory, of at most 15 words before or after where a register points.</summary>
/// <param name="At">The register.</param>
/// <param name="Word">The word's number.</param>
internal readonly record struct Place(Register At, int Word)
{
    /// <summary>So many words further.</summary>
    public static Place operator +(Place place, int words) => place with { Word = place.Word + words };
}
