using Cos.Cli.Commands;

using var terminal = new Terminal(Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.OpenStandardError(), Console.IsInputRedirected);
return CommandLine.Run(args, terminal);
