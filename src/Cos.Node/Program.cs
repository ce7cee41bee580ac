using Cos.Node.Configuration;
using Cos.Node.Diagnostics;
using Cos.Node.Hosting;

return await CommandLine.RunAsync(args, Environment.GetEnvironmentVariables(), Console.Error, DevChain.RunAsync, ConfiguredChain.RunAsync, VersionText.Print);
