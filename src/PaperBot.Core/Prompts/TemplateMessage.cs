using Microsoft.Extensions.AI;

namespace PaperBot.Prompts;

/// <summary>One message of a template. Its text is read once; what is put in later is never read again.</summary>
internal sealed record TemplateMessage(ChatRole Role, IReadOnlyList<TemplatePiece> Pieces);
