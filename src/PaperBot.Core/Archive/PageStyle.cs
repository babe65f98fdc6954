namespace PaperBot.Archive;

/// <summary>How the pages look: light or dark as the reader's system is, readable from 360 pixels on, and on paper.</summary>
internal static class PageStyle
{
    /// <summary>The same characters as stand in the page, for the policy names their hash.</summary>
    public static readonly string Css =
        """

        :root { color-scheme: light dark;
          --ink: #1c2024; --paper: #ffffff; --soft: #586069; --line: #d7dce1; --link: #0b57d0; --mark: #8a4600; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e7ea; --paper: #15181b; --soft: #a3acb5; --line: #363c42; --link: #8ab4f8; --mark: #f0b070; }
        }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 3rem; background: var(--paper); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere; }
        h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
        h1 { font-size: 1.65rem; margin: 0 0 .25rem; }
        h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
        .title { font-size: 1.05rem; margin: 0 0 .35rem; }
        h2.title { border: 0; padding: 0; }
        p { margin: .35rem 0; }
        article { margin: 1.4rem 0; scroll-margin-top: 1rem; }
        article:target { outline: 2px solid var(--link); outline-offset: .5rem; border-radius: .25rem; }
        a { color: var(--link); text-underline-offset: .15em; }
        a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        .facts, .why, .counts, .origin, footer, li span { color: var(--soft); }
        .facts, .why, .origin, footer { font-size: .9rem; }
        .sample { color: var(--mark); font-size: .9rem; }
        ul.findings, ul.editions { padding-left: 1.2rem; }
        ul.findings li, ul.editions li { margin: .4rem 0; }
        details { margin: .4rem 0; }
        summary { cursor: pointer; font-size: .9rem; }
        details p { margin: .4rem 0 0; padding-left: .8rem; border-left: 3px solid var(--line); }
        footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        @media print {
          :root { --ink: #000000; --paper: #ffffff; --soft: #444444; --line: #bbbbbb; --link: #000000; --mark: #000000; }
          body { max-width: none; padding: 0; font-size: 11pt; }
          article, li { break-inside: avoid; }
          h2, .title { break-after: avoid; }
          nav { display: none; }
          summary { list-style: none; }
          details::details-content { content-visibility: visible; display: block; block-size: auto; }
          .facts a[href]::after { content: " <" attr(href) ">"; }
        }

        """.ReplaceLineEndings("\n");
}
