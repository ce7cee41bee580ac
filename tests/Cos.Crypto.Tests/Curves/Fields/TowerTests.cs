using System.Numerics;
using Cos.Crypto.Curves.Bls12381;
using Cos.Crypto.Curves.Bn254;
using Cos.Crypto.Curves.Fields;
using Cos.Crypto.Curves.Pairings;

namespace Cos.Crypto.Tests.Curves.Fields;

public sealed class TowerTests
{
    [Test]
    public void Is_a_field_over_bn254() => Check<Cos.Crypto.Curves.Bn254.Fp, Bn254Curve>();

    [Test]
    public void Is_a_field_over_bls12_381() => Check<Cos.Crypto.Curves.Bls12381.Fp, Bls12381Curve>();

    [Test]
    public void Calculates_while_the_collector_moves_what_it_calculates_with()
    {
        var (a, b) = (Draw<Cos.Crypto.Curves.Bls12381.Fp, Bls12381Curve>(new Random(3)), Draw<Cos.Crypto.Curves.Bls12381.Fp, Bls12381Curve>(new Random(4)));
        var expected = a * b;
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        });
        collector.Start();
        var wrong = 0;
        for (var i = 0; i < 20_000; i++)
        {
            // New arrays are moved by the next collection.
            Fp12<Cos.Crypto.Curves.Bls12381.Fp, Bls12381Curve>[] moving = [a, b, default];
            moving[2] = moving[0] * moving[1];
            wrong += (moving[2] - expected).IsZero ? 0 : 1;
        }

        stop.Cancel();
        collector.Join();
        Assert.That(wrong, Is.Zero);
    }

    private static void Check<T, W>()
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        var random = new Random(12);
        for (var i = 0; i < 20; i++)
        {
            var (a, b, c) = (Draw<T, W>(random), Draw<T, W>(random), Draw<T, W>(random));
            Same((a + b) * c, a * c + b * c);
            Same(a * b, b * a);
            Same(a * (b * c), a * b * c);
            Same(Fp12<T, W>.Square(a), a * a);
            Same(a * Fp12<T, W>.Invert(a), Fp12<T, W>.One);
            Same(a - a, Fp12<T, W>.Zero);
            Same(-a + a, Fp12<T, W>.Zero);
            Same(a.Frobenius(), PrimeField.Power(a, PrimeField.Exponent(T.Form.Modulus)));
            Same(Repeat(a, 6), a.Conjugate());
            Same(Repeat(a, 12), a);
            Same(a.TimesLineM(b.A.A, b.A.B, b.B.B), a * new Fp12<T, W>(new(b.A.A, b.A.B, default), new(default, b.B.B, default)));
            Same(a.TimesMonicLineM(b.A.A, b.A.B), a.TimesLineM(b.A.A, b.A.B, Fp2<T>.One));
            Same(a.TimesLineD(b.A.A, b.B.A, b.B.B), a * new Fp12<T, W>(new(b.A.A, default, default), new(b.B.A, b.B.B, default)));
            var easy = Cyclotomic.EasyPart(a);
            Same(easy * easy.Conjugate(), Fp12<T, W>.One);
            Same(Cyclotomic.Square(easy), easy * easy);
            var exponent = (ulong)random.NextInt64();
            Same(Cyclotomic.Power(easy, exponent), PrimeField.Power(easy, PrimeField.Exponent(exponent)));
            foreach (var few in new ulong[] { 2, 0x8000_0000_0000_0000, Bls12381Curve.NegatedParameter, 0b1010_1010_1010_1010 })
            {
                Same(CompressedPower<T, W>.Of(easy, few), PrimeField.Power(easy, PrimeField.Exponent(few)));
            }
        }

        Same(CompressedPower<T, W>.Of(Fp12<T, W>.One, 6), Fp12<T, W>.One);
    }

    private static Fp12<T, W> Repeat<T, W>(Fp12<T, W> a, int times)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T> => Enumerable.Range(0, times).Aggregate(a, (x, _) => x.Frobenius());

    private static void Same<T, W>(Fp12<T, W> a, Fp12<T, W> b)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T> => Assert.That((a - b).IsZero);

    private static Fp12<T, W> Draw<T, W>(Random random)
        where T : struct, IPrimeField<T>
        where W : struct, IPairingCurve<T>
    {
        return new(Six(), Six());

        Fp6<T, W> Six() => new(Two(), Two(), Two());

        Fp2<T> Two() => new(One(), One());

        T One()
        {
            // One in four is small, where carries and borrows are rare.
            var bytes = new byte[random.Next(4) == 0 ? 1 : 48];
            random.NextBytes(bytes);
            return T.Form.Of(new BigInteger(bytes, isUnsigned: true));
        }
    }
}
