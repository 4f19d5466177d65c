#!/usr/bin/env bash
# Makes the fonts in this folder, which preview pictures are set in: single weights without hints, cut down to the
# letters of a few scripts. Needs Debian's fonts-noto-core, python3-fonttools and python3-brotli.
set -euo pipefail
cd "$(dirname "$0")"

noto=/usr/share/fonts/truetype/noto

# subset FROM TO UNICODES
subset() {
    python3 -m fontTools.subset "$1" --output-file="$2" --unicodes="$3" --no-hinting --desubroutinize --layout-features='*' \
        --drop-tables+=STAT,gasp,MATH --name-IDs='0,1,2,4,6,13,14'
}

# The paper's headlines as the pages show them.
subset ../../public/fonts/newsreader-display.woff2 newsreader.ttf '*'
# It calls itself bold, as the others do, so that one weight asks for all of them, and goes by the name that the
# pages have for it.
python3 -c "from fontTools.ttLib import TTFont
font = TTFont('newsreader.ttf')
font['OS/2'].usWeightClass = 700
for entry in font['name'].names:
    if entry.nameID in (1, 4):
        entry.string = 'Newsreader Display'
font.save('newsreader.ttf')"
# Latin with every European mark and those of Vietnamese, Greek, Cyrillic.
subset "$noto/NotoSerif-Bold.ttf" noto-serif.ttf \
    'U+0020-007E,U+00A0-024F,U+0259,U+02BB-02BD,U+0300-0304,U+0306-030C,U+0323,U+0370-03FF,U+0400-052F,U+1E00-1EFF,U+2010-2027,U+202F-203A,U+2044,U+20AC,U+2116,U+2122,U+2212'
subset "$noto/NotoNaskhArabic-Bold.ttf" noto-naskh-arabic.ttf \
    'U+0020-007E,U+00A0,U+00AB,U+00B7,U+00BB,U+0600-06FF,U+0750-077F,U+200C-200F,U+2010-2027,U+2039,U+203A,U+FD3E,U+FD3F'
