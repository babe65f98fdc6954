using System.Threading.Channels;

namespace PaperBot.Terminal;

/// <summary>Lines typed at a terminal, with editing, history and completion.</summary>
internal sealed class TypedLines(TerminalScreen screen, LineBuffer line, Func<ConsoleKeyInfo> readKey) : ILineSource
{
    private readonly Channel<ConsoleKeyInfo> keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
    private bool listening;

    public async Task<string?> NextAsync(CancellationToken cancellationToken)
    {
        Listen();
        screen.OpenPrompt(line);
        try
        {
            while (await keys.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var key = await keys.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                switch (screen.WithPrompt(() => line.Press(key)))
                {
                    case KeyEffect.Entered:
                        screen.ClosePrompt(keep: true);
                        return line.Take();
                    case KeyEffect.Ended:
                        return null;
                }
            }

            return null;
        }
        finally
        {
            screen.ClosePrompt(keep: false);
        }
    }

    // Reading a key blocks and cannot be called off, so that it has a thread of its own, which ends with the process.
    private void Listen()
    {
        if (listening)
        {
            return;
        }

        listening = true;
        new Thread(() =>
        {
            try
            {
                while (keys.Writer.TryWrite(readKey()))
                {
                }
            }
            catch (Exception gone) when (gone is InvalidOperationException or IOException)
            {
                keys.Writer.TryComplete();
            }
        })
        { IsBackground = true, Name = "keyboard" }.Start();
    }
}
