namespace PaperBot.LocalModels.Scheduling;

/// <summary>Those who wait, first come first served. Safe for concurrent use.</summary>
/// <param name="most">How many may wait.</param>
internal sealed class WaitingLine(int most)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Writer> line = new();
    private bool closed;
    private bool moved;

    public int Most => most;

    /// <summary>Puts somebody at the end.</summary>
    /// <param name="writer">Who comes.</param>
    /// <param name="free">How many can be let in at once; they do not count as waiting.</param>
    /// <returns>The place, 1 is next; 0 when there is none left; null when nobody is served any more.</returns>
    public int? Join(Writer writer, int free)
    {
        lock (gate)
        {
            if (closed)
            {
                return null;
            }

            if (line.Count >= most + free)
            {
                return 0;
            }

            line.AddLast(writer);
            return line.Count;
        }
    }

    /// <summary>Puts somebody back who had been let in.</summary>
    public void PutBack(Writer writer)
    {
        lock (gate)
        {
            line.AddFirst(writer);
            moved = true;
        }
    }

    /// <summary>Takes the next; null when nobody waits.</summary>
    public Writer? Next()
    {
        lock (gate)
        {
            if (line.First is not { } first)
            {
                return null;
            }

            line.RemoveFirst();
            moved = true;
            return first.Value;
        }
    }

    /// <summary>Takes somebody out; false when it does not wait.</summary>
    public bool Leave(Writer writer)
    {
        lock (gate)
        {
            var left = line.Remove(writer);
            moved |= left;
            return left;
        }
    }

    /// <summary>Lets nobody join any more, and takes out all who wait.</summary>
    public List<Writer> Close()
    {
        lock (gate)
        {
            closed = true;
            List<Writer> all = [.. line];
            line.Clear();
            return all;
        }
    }

    /// <summary>Tells those who wait their places, where these have changed.</summary>
    public void TellPlaces(Func<int, TimeSpan?> wait)
    {
        lock (gate)
        {
            if (!moved)
            {
                return;
            }

            moved = false;
            var place = 0;
            foreach (var writer in line)
            {
                Tell(writer, ++place, wait);
            }
        }
    }

    /// <summary>Tells one who has just joined its place.</summary>
    public void TellPlace(Writer writer, int place, Func<int, TimeSpan?> wait)
    {
        lock (gate)
        {
            if (line.Contains(writer))
            {
                Tell(writer, place, wait);
            }
        }
    }

    private static void Tell(Writer writer, int place, Func<int, TimeSpan?> wait)
    {
        if (writer.ToldPlace != place)
        {
            writer.ToldPlace = place;
            writer.Tell(place, wait(place));
        }
    }
}
