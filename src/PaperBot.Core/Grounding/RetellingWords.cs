using PaperBot.Text;

namespace PaperBot.Grounding;

/// <summary>
/// Words with which anybody retells anything: general verbs, adjectives and adverbs, and the nouns of reporting. Careful
/// retelling adds them, and none of them names a thing of its own that an abstract would have to hold.
/// </summary>
internal static class RetellingWords
{
    private static readonly HashSet<string> Stems = new("""
        hardly slightly roughly almost nearly entirely clearly much less little lot far further even still also only about
        around together exactly mostly mainly largely partly fully completely usually often rarely always never again once
        twice half third quarter high higher highest low lower lowest large larger largest big bigger biggest small smaller
        smallest long longer short shorter fast faster slow slower slowly good better best bad worse worst strong stronger weak
        weaker great greater few fewer more most least hard harder hardest easy easier likely likelier likeliest similar same
        different equal alike close near comparable another other additional extra first second last previous earlier later
        former latter new old main key single several many various certain particular due because since whereas while although
        despite instead rather therefore thus hence compared relative versus against
        somewhat merely mere away ahead unlike whatever none nothing nobody itself themselves overall especially notably
        markedly considerably substantially significantly noticeably strongly sharply steeply greatly highly deeply deep deeper
        well badly poorly directly simply quickly rapidly easily barely actually indeed namely chiefly primarily generally
        typically commonly frequently sometimes occasionally consistently steadily gradually suddenly already eventually
        simultaneously sequentially separately jointly respectively approximately practically virtually essentially
        plain simple full whole entire complete total true false right correct wrong important crucial vital useful useless
        effective ineffective efficient precise accurate reliable possible impossible difficult challenging worth enough
        sufficient necessary available able unable capable common rare frequent usual unusual typical general specific
        independent dependent separate distinct individual sole own alone top early late recent current
        next final initial original real clear obvious major minor considerable substantial significant notable modest tiny
        huge heavy light wide broad narrow successful unsuccessful positive negative counterproductive harmful beneficial
        harmless unchanged unaffected constant steady stable superior inferior
        give gave given go goes went gone come came make made take took taken keep kept see saw seen lead led fall fell fallen
        rise rose risen send sent set put become became remain done did had been grown shown known drawn driven thrown fought
        meant stuck sought built held met lost agree disagree err get do have be consist yield amount change
        differ difference need require mean allow enable involve concern depend let help try want like prefer seem appear look
        turn run move bring brought carry hold held leave left stay lie lay stand stood sit rest rely matter count weigh
        cause explain account tell told say said speak spoke talk mention call name describe report note state claim argue
        suggest indicate imply reveal prove demonstrate show find found discover notice observe think thought believe consider
        regard judge deem rate
        add drop remove reduce lower cut shrink decrease decline diminish lessen raise increase grow grew climb gain gained
        improve boost enhance benefit profit surpass exceed beat outperform win won outdo trail lag reach arrive attain achieve
        obtain get got end start begin began stop finish last continue persist cover span range comprise include contain
        combine join link connect relate group divide split sort order arrange share mix merge base build built create produce
        generate form use employ apply adopt exploit rely handle cope manage deal process treat serve act work function operate
        perform succeed fail test try evaluate examine investigate analyse analyze explore compare contrast measure assess
        check verify confirm support determine decide choose chose pick select learn train teach taught know understand
        recognise recognize identify distinguish detect recover restore replace exchange swap turn convert push pull drive throw
        retain maintain preserve withhold withheld sustain endure survive happen occur exist arise emerge vary fluctuate flow pass
        enter exit appear vanish disappear double triple quadruple halve face encounter undergo experience receive accept reject
        deny admit confirm contain hold host house occupy fill empty open close fit suit favour favor prefer rank place score
        adjust adapt alter modify tune shift swing spread surround follow precede accompany interact react respond correspond
        complete conclude summarise summarize list repeat resume proceed advance travel arrive depart separate detach attach
        rearrange reorder reuse reveal hide conceal expose mark label tag assign attribute ascribe trace track monitor
        save spend spent consume cost pay waste loss avoid prevent cancel solve fix overcome address tackle mitigate
        alleviate remedy ease slow speed delay affect influence impact shape spread transfer extend expand stretch limit
        restrict confine bound collect gather draw drew drawn offer provide supply deliver present introduce propose
        contribute develop design devise publish release write wrote written read record keep kept store
        paper study work author authors researcher team result results finding experiment abstract test question answer yes no
        people person somebody someone nobody thing way kind type part case number amount share rate level size time day hour
        minute second year data set system method approach model tool technique task problem value score one other majority
        minority rest remainder factor reason effect outcome consequence advantage drawback benefit aim goal purpose role use
        user input output step stage direction difference comparison contrast addition combination version variant example
        instance point fact aspect feature property quality quantity degree extent measure end side half gap lead
        group class family whole mistake failure success improvement reduction drop gain increase rise fall
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(EnglishStemmer.Stem), StringComparer.Ordinal);

    private static readonly string[] Prefixes = ["un", "re", "mis", "non", "in", "im", "dis", "pre", "over", "under"];

    /// <summary>True for the stem of such a word.</summary>
    public static bool Contains(string stem) => Stems.Contains(stem);

    /// <summary>True when a word is one of <paramref name="stems"/> with a prefix put before it: "misrouting", "untuned".</summary>
    public static bool IsPrefixed(string folded, IReadOnlySet<string> stems) => Prefixes.Any(prefix =>
        folded.Length >= prefix.Length + 4 && folded.StartsWith(prefix, StringComparison.Ordinal)
        && EnglishStemmer.Stem(folded[prefix.Length..]) is var stem && (stems.Contains(stem) || Stems.Contains(stem)));
}
