global using Cos.Testing;
