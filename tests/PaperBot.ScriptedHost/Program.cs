using PaperBot.LocalModels.ModelHost;
using PaperBot.ScriptedHost;

// A model host whose model does what it is told, breaking down included.
await HostEntry.RunAsync(args[0], ScriptedModel.OpenAsync).ConfigureAwait(false);
