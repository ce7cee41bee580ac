namespace Cos.Testing;

/// <summary>The source tree that the tests run from.</summary>
public static class Checkout
{
    /// <summary>The folder that holds Cos.slnx, above the tests' own folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Cos.slnx")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException("Cos.slnx is in no folder above the tests.");
    }
}
