namespace Cos.EndToEnd.Tests.Clients;

/// <summary>The node's answers against the schema that Ethereum's clients share.</summary>
public sealed class SchemaTests
{
    private const string Archive = "execution-apis";

    [Test]
    public async Task Every_answer_is_what_the_execution_apis_schema_says()
    {
        ConformanceArchive.Require(Archive);
        var folder = Directory.CreateTempSubdirectory("cos-schema-").FullName;
        try
        {
            foreach (var file in ConformanceArchive.Files(Archive))
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Content);
            }
            await using var node = await NodeProcess.StartDevAsync(null, "--slot-ms", "100");
            await ClientScript.RunAsync("schema", node, TimeSpan.FromMinutes(5), ("COS_SCHEMA_FOLDER", folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
