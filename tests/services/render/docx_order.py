"""The order in which WordprocessingML wants the children of an element (ECMA-376 part 1, annex A, wml.xsd)."""

from __future__ import annotations

ORDER = {
    name: children.split()
    for name, children in {
        "pPr": (
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
            " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
            " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
            " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
        ),
        "rPr": (
            "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
            " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs"
            " em lang eastAsianLayout specVanish oMath"
        ),
        "tblPr": (
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
            " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
        ),
        "tblBorders": "top left start bottom right end insideH insideV",
        "tblCellMar": "top left start bottom right end",
        "tcPr": (
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
        ),
        "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
        "sectPr": (
            "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
            " cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
        ),
        "settings": (
            "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins defaultTabStop"
            " autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr endnotePr compat rsids themeFontLang"
            " clrSchemeMapping decimalSymbol listSeparator"
        ),
        "style": (
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
            " personal rsid pPr rPr tblPr trPr tcPr tblStylePr"
        ),
        "font": "altName panose1 charset family notTrueType pitch sig",
        "tbl": "tblPr tblGrid tr",
        "tr": "tblPrEx trPr tc",
        "tc": "tcPr p",
    }.items()
}
