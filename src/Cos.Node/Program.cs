using Cos.Node.Configuration;
using Cos.Node.Diagnostics;
using Cos.Node.Hosting;

return await CommandLine.RunAsync(args, DevChain.RunAsync, ConfiguredChain.RunAsync, VersionText.Print);
