using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Maps;

namespace Cos.Crypto.Curves.Bls12381;

/// <summary>The curve 3-isogenous to BLS12-381's second (RFC 9380, section 8.8.2, and appendix E.3 for the isogeny).</summary>
internal readonly struct MapToG2 : IMapTarget<Fp2<Fp>>
{
    private static readonly (string A, string B)[] Numerator =
    [
        ("5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6", "5c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6"),
        ("0", "11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a"),
        ("11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e", "8ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38d"),
        ("171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1", "0"),
    ];

    private static readonly (string A, string B)[] Denominator =
    [
        ("0", "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa63"),
        ("c", "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa9f"),
        ("1", "0"),
    ];

    /// <inheritdoc/>
    public static Fp2<Fp> A { get; } = new(Fp.Zero, Fp.Form.Of(240));

    /// <inheritdoc/>
    public static Fp2<Fp> B { get; } = new(Fp.Form.Of(1012), Fp.Form.Of(1012));

    /// <inheritdoc/>
    public static Fp2<Fp> Z { get; } = new(Fp.Form.Of(-2), Fp.Form.Of(-1));

    /// <inheritdoc/>
    public static Isogeny<Fp2<Fp>> Isogeny { get; } =
        new([.. Numerator.Select(Pair)], [.. Denominator.Select(Pair)], new(Fp.Form.Of(-3), Fp.Zero));

    /// <inheritdoc/>
    public static bool TryRoot(in Fp2<Fp> square, out Fp2<Fp> root) => SquareRoot.TryFind(square, out root);

    /// <inheritdoc/>
    public static Fp2<Fp> OtherRoot(in Fp2<Fp> u, in Fp2<Fp> square, in Fp2<Fp> root) => TryRoot(square, out var other) ? other : default;

    /// <inheritdoc/>
    public static bool IsOdd(in Fp2<Fp> number) => SquareRoot.IsOdd(number);

    private static Fp2<Fp> Pair((string A, string B) hex) => new(Fp.Form.Parse(hex.A), Fp.Form.Parse(hex.B));
}
