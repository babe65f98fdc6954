#!/usr/bin/env python3
"""Makes thesaurus.txt.gz from the WordNet 3.0 database files.

    build-thesaurus.py DICT_DIR thesaurus.txt.gz

DICT_DIR holds data.noun, data.verb, data.adj, data.adv and their index files (Debian: package wordnet-base, /usr/share/wordnet).
Output: one line a head word, sorted, `head word word …|word …|word …`: words sharing a synset; words of similar or derived
synsets; words of direct hypernyms and hyponyms. Single lower-case words of three letters or more, the first senses only
(WordNet orders them by frequency), at most 15 a head word.
"""
import collections
import gzip
import re
import sys

SENSES = 4
MOST = 15
POS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
NEAR = {"&", "+", "^", "\\", "*", ">", "$"}
UP_DOWN = {"@", "~"}
WORD = re.compile(r"^[a-z]{3,}$")


def read_synsets(folder):
    synsets = {}
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(f"{folder}/data.{pos}", encoding="latin-1"):
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            offset, count, at = fields[0], int(fields[3], 16), 4
            words = [re.sub(r"\(.*\)$", "", fields[at + 2 * i]) for i in range(count)]
            at += 2 * count
            pointers = [(fields[at + 1 + 4 * i], (POS[fields[at + 3 + 4 * i]], fields[at + 2 + 4 * i]), fields[at + 4 + 4 * i])
                        for i in range(int(fields[at]))]
            synsets[pos, offset] = (words, pointers)
    return synsets


def read_senses(folder):
    senses = collections.defaultdict(list)
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(f"{folder}/index.{pos}", encoding="latin-1"):
            if line.startswith(" "):
                continue
            fields = line.split()
            offsets = fields[-int(fields[2]):]
            for rank, offset in enumerate(offsets[:SENSES]):
                senses[fields[0]].append((rank, pos, offset))
    return senses


def single(words):
    return [w for w in words if WORD.match(w)]


def main(folder, target):
    synsets, senses = read_synsets(folder), read_senses(folder)
    lines = []
    for head in sorted(filter(WORD.match, senses)):
        groups = ([], [], [])
        for _, pos, offset in sorted(senses[head]):
            words, pointers = synsets[pos, offset]
            groups[0].extend(single(words))
            own = f"{words.index(head) + 1:02x}" if head in words else "00"
            for symbol, other, ends in pointers:
                if ends != "0000" and ends[:2] != own:
                    continue
                others = synsets[other][0] if ends == "0000" else [synsets[other][0][int(ends[2:], 16) - 1]]
                if symbol in NEAR:
                    groups[1].extend(single(others))
                elif symbol in UP_DOWN:
                    groups[2].extend(single(others)[:3])
        seen, kept = {head}, []
        for group in groups:
            fresh = [w for w in dict.fromkeys(group) if w not in seen]
            seen.update(fresh)
            kept.append(fresh)
        room = MOST
        for group in kept:
            del group[room:]
            room -= len(group)
        if any(kept):
            lines.append(f"{head} {'|'.join(' '.join(g) for g in kept)}\n")
    with gzip.GzipFile(target, "wb", 9, mtime=0) as out:
        out.write("".join(lines).encode("ascii"))
    print(len(lines), "head words")


if __name__ == "__main__":
    main(*sys.argv[1:])
