namespace PaperBot.Tests.Listings;

/// <summary>Small listings of invented papers, one for each layout.</summary>
internal static class SomeListings
{
    public const string Kelp =
        "Kelp forests are mapped by divers, which is slow. We train a small network on drone images and reach 91\\% agreement with the divers. "
        + "The maps are ready within an hour, and they follow up on arXiv:1901.00001 without its cameras.";

    public const string Bells =
        "\"Which bell rang?\" is hard to answer in a village with nine towers. BellTower separates them by their partials and names the right one "
        + "in 96 of 100 strokes. Rain lowers this to 88.";

    public const string Short = "We count moths.";

    public const string Trending =
        $"""
        new

        Get trending papers in your email inbox!

        Subscribe

        Daily Papers

        byAK and the research community

        Jan 5

        Kelp Maps from Small Drones

        {Kelp}

          • 6 authors
        ·
        Apr 22, 2024

        BellTower: Which Bell Rang?

        {Bells}

          • 1 authors
        ·
        Sep 16, 2025 12

        Counting Moths

        {Short}

          • 3 authors
        ·
        Mar 2023
        """;

    public const string Scored =
        $"""
        Kelp Maps from Small DronesAda Quill, Bo van den Berg, Cy O'Dorn et al.
        {Kelp}
        24.7CLMar 12, 2024
        BellTower: Naming Bells with a Mixture-of-Partials LLMSolveig Ny, Tam Ito et al. · tollan-ai, mire
        {Bells}
        8.0cs.SDOct 9, 2025
        Counting MothsAda Quill
        We count moths for three summers and find fewer each time, mostly along lit roads. Turning off lamps helps.

        """;

    public const string Alternating =
        $"""
        Get trending papers in your email inbox once a day!
        Get trending papers in your email inbox!
        SubscribeKelp Maps from Small Drones
        {Kelp}
        BellTower: Which Bell Rang?
        {Bells}
        Why Moths Leave
        A Report on Moths Along Lit Roads
        Tin Roofs and Rain
        Rain on a tin roof is loud enough to spoil recordings. We subtract it with a model of single drops, which costs 3 ms per second of sound. Speech stays intact.
        """;

    public const string JsonLines =
        """
        {"title":"Kelp Maps from Small Drones","abstract":"Kelp is mapped by drones. It works.","authors":["Ada Quill","Bo Vance"],"published":"2024-04-22","category":"cs.CV","arxivId":"2404.00001v2","doi":"https://doi.org/10.5555/KELP.1","url":"https://example.org/kelp","score":3.5,"comments":2}
        {"title":"BellTower","summary":"Bells are told apart.","authors":[{"name":"Tam Ito"}],"externalIds":{"ArXiv":"2405.00002"}}
        """;

    public const string BibTex =
        """
        @string{moth = "Journal of Moths"}
        @article{kelp,
          title = {{Kelp} Maps from {S}mall Dr\"ones},
          author = {Quill, Ad{\'a} and van den Berg, Bo and others},
          journal = moth,
          date = {2024-04-22},
          eprint = {2404.00001}, archivePrefix = {arXiv}, primaryClass = {cs.CV},
          doi = {10.5555/Kelp.1},
          abstract = {Kelp is mapped
            by drones with 9\% error.}
        }
        @misc(bells, title = "Bell" # " Tower", author = "Tam Ito", year = 2025, month = sep, abstract = "Bells are told apart.")
        """;

    public const string Ris =
        """
        TY  - JOUR
        TI  - Kelp Maps from Small Drones
        AU  - Quill, Ada
        AU  - Vance, Bo
        DA  - 2024/04/22/
        AB  - Kelp is mapped
              by drones.
        DO  - 10.5555/Kelp.1
        UR  - http://arxiv.org/abs/2404.00001v1
        ER  - 

        TY  - JOUR
        T1  - Bell Tower
        A1  - Ito, Tam
        PY  - 2025
        N2  - Bells are told apart.
        ER  - 
        """;

    public const string Email =
        """
        ------------------------------------------------------------------------------
        \\
        arXiv:2404.00001
        Date: Mon, 22 Apr 2024 08:14:09 GMT   (2210kb)

        Title: Kelp Maps from Small
          Drones
        Authors: Ada Quill (1), Bo Vance (1 and 2) ((1) Tollan, (2) Mire) and Tam Ito
        Categories: cs.CV cs.RO
        Comments: 9 pages
        DOI: 10.5555/Kelp.1
        \\
          Kelp is mapped by drones. The Abstract:
        of it wraps.
        \\ ( https://arxiv.org/abs/2404.00001 ,  2210kb)
        ------------------------------------------------------------------------------
        \\
        arXiv:cs/0112017 (*cross-listing*)
        Date: Tue, 23 Apr 2024 09:00:00 GMT   (20kb)

        Title: Bell Tower
        Authors: Tam Ito
        Categories: cs.SD
        \\
          Bells are told apart.
        \\ ( https://arxiv.org/abs/cs/0112017 ,  20kb)
        """;

    public const string ArxivPage =
        """
        New submissions (showing 2 of 2 entries)
        [1] arXiv:2404.00001 [pdf, html, other]
        Title: Kelp Maps from Small Drones
        Authors: Ada Quill, Bo Vance
        Comments: 9 pages
        Subjects: Computer Vision (cs.CV); Robotics (cs.RO)
        Kelp is mapped by drones. This follows
        arXiv:1901.00001 closely.

        [2] arXiv:2404.00002 [pdf, other]
        Title: Bell Tower
        Tam Ito, Solveig Ny
        Subjects: Sound (cs.SD)
        Bells are told apart.
        """;

    public const string Atom =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom">
          <title>Search results</title>
          <entry>
            <id>http://arxiv.org/abs/2404.00001v2</id>
            <published>2024-04-22T17:59:59Z</published>
            <title>Kelp Maps from
          Small Drones</title>
            <summary>  Kelp &amp; moss are mapped
        by drones.
            </summary>
            <author><name>Ada Quill</name><arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Tollan</arxiv:affiliation></author>
            <author><name>Bo Vance</name></author>
            <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/Kelp.1</arxiv:doi>
            <link href="http://arxiv.org/abs/2404.00001v2" rel="alternate" type="text/html"/>
            <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CV"/>
          </entry>
          <entry>
            <id>http://arxiv.org/abs/2404.00002v1</id>
            <title>Bell Tower</title>
            <summary>Bells are told apart.</summary>
            <author><name>Tam Ito</name></author>
          </entry>
        </feed>
        """;

    public const string Html =
        """
        <!DOCTYPE html>
        <html><head><title>new</title></head><body>
        <dl id="articles">
        <dt><a href="https://arxiv.org/abs/2404.00001" title="Abstract">arXiv:2404.00001</a></dt>
        <dd><div class="list-title mathjax"><span class="descriptor">Title:</span> Kelp Maps from Small Drones</div>
        <div class="list-authors"><a href="#">Ada Quill</a>, <a href="#">Bo Vance</a></div>
        <div class="list-subjects"><span class="descriptor">Subjects:</span> <span class="primary-subject">Computer Vision (cs.CV)</span>; Robotics (cs.RO)</div>
        <p class="mathjax">Kelp &amp; moss are mapped by drones.</p></dd>
        </dl></body></html>
        """;

    public const string Pasted =
        """
        Kelp Maps from Small Drones

        Kelp forests are mapped by divers, which is slow. We train a small network on
        drone images and reach high agreement with the divers.

        The maps are ready within an hour, and they cost a tenth of a dive.
        """;

    /// <summary>Every layout with its expected format name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["trending-page"] = Trending,
        ["scored-page"] = Scored,
        ["title-abstract-lines"] = Alternating,
        ["jsonl"] = JsonLines,
        ["bibtex"] = BibTex,
        ["ris"] = Ris,
        ["arxiv-email"] = Email,
        ["arxiv-listing"] = ArxivPage,
        ["atom"] = Atom,
        ["html"] = Html,
        ["pasted"] = Pasted,
    };
}
