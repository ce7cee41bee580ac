namespace Cos.Crypto.Signatures;

/// <summary>Which implementation of secp256k1 this process runs.</summary>
public enum Secp256k1Backend
{
    /// <summary>Not chosen; never reported.</summary>
    Unspecified = 0,

    /// <summary>The shared library libsecp256k1, constant-time on secrets.</summary>
    Native,

    /// <summary>The managed fallback, about five times slower and not constant-time on secrets.</summary>
    Managed,
}
