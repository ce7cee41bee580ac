using Cos.Fuzzing;

return await Commands.Root().Parse(args).InvokeAsync();
