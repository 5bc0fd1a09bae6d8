//! The code pages: those of the Encoding Standard, and the DOS and Macintosh ones that it leaves out.

use encoding_rs::Encoding;

/// A code page.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Page {
    /// One of the Encoding Standard's.
    Standard(&'static Encoding),
    /// One byte a character, of our own: name, labels, and the characters 0x80 to 0xFF.
    Own(&'static OwnPage),
}

/// A code page that the Encoding Standard leaves out.
#[derive(Debug)]
pub(crate) struct OwnPage {
    name: &'static str,
    labels: &'static [&'static str],
    high: &'static str,
}

impl PartialEq for Page {
    /// GBK and gb18030 are read alike.
    fn eq(&self, other: &Self) -> bool {
        let name = |it: &Self| if it.name() == "gb18030" { "GBK" } else { it.name() };
        name(self) == name(other)
    }
}

impl Page {
    /// The page that a label names; `None` for labels that name none, or one that cannot be read
    /// (the Encoding Standard replaces the whole text of `iso-2022-kr` by one character).
    pub(crate) fn for_label(label: &str) -> Option<Self> {
        let label = label.trim().trim_matches(['"', '\'']).to_ascii_lowercase();
        let own = OWN.iter().find(|it| it.labels.contains(&label.as_str()));
        let standard = || {
            let encoding = Encoding::for_label(label.as_bytes())?;
            (encoding != encoding_rs::REPLACEMENT && encoding != encoding_rs::X_USER_DEFINED).then_some(encoding)
        };
        own.map(Page::Own).or_else(|| standard().map(Page::Standard))
    }

    /// The name: as the Encoding Standard spells it, else as IANA does.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Page::Standard(encoding) => encoding.name(),
            Page::Own(page) => page.name,
        }
    }

    /// Reads bytes, and says whether some had no meaning and became U+FFFD.
    pub(crate) fn read(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Page::Standard(encoding) => {
                let (text, lossy) = encoding.decode_without_bom_handling(bytes);
                (text.into_owned(), lossy)
            }
            Page::Own(page) => {
                let high: Vec<char> = page.high.chars().collect();
                let of = |it: &u8| if it.is_ascii() { char::from(*it) } else { high[usize::from(*it) - 0x80] };
                let text: String = bytes.iter().map(of).collect();
                let lossy = text.contains('\u{FFFD}');
                (text, lossy)
            }
        }
    }

    /// The characters of the bytes 0x80 to 0xFF, where each is one character.
    pub(crate) fn high(self) -> Option<[char; 128]> {
        let mut high = ['\u{FFFD}'; 128];
        match self {
            Page::Own(page) => page.high.chars().zip(&mut high).for_each(|(it, to)| *to = it),
            Page::Standard(encoding) if encoding.is_single_byte() => {
                for (byte, to) in (0x80..=0xFF_u8).zip(&mut high) {
                    *to = encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or('\u{FFFD}');
                }
            }
            Page::Standard(_) => return None,
        }
        Some(high)
    }
}

/// What is held against the pages of DOS and the Macintosh.
const OWN_AGAINST: f32 = 4.5;

/// The pages that a guess considers, each with what is held against it (natural logarithm): how rare
/// it is among files, which only matters where the bytes hardly tell.
pub(crate) fn candidates() -> impl Iterator<Item = (Page, f32)> {
    let standard = STANDARD.iter().map(|(it, against)| (Page::Standard(it), *against));
    standard.chain(OWN.iter().map(|it| (Page::Own(it), OWN_AGAINST)))
}

static STANDARD: [(&Encoding, f32); 31] = [
    (encoding_rs::WINDOWS_1252, 0.0),
    (encoding_rs::WINDOWS_1251, 0.5),
    (encoding_rs::WINDOWS_1250, 0.5),
    (encoding_rs::WINDOWS_1253, 1.0),
    (encoding_rs::WINDOWS_1254, 1.0),
    (encoding_rs::WINDOWS_1255, 1.0),
    (encoding_rs::WINDOWS_1256, 1.0),
    (encoding_rs::WINDOWS_1257, 1.0),
    (encoding_rs::WINDOWS_1258, 2.0),
    (encoding_rs::WINDOWS_874, 1.0),
    (encoding_rs::GBK, 1.0),
    (encoding_rs::BIG5, 1.0),
    (encoding_rs::SHIFT_JIS, 1.0),
    (encoding_rs::EUC_JP, 1.5),
    (encoding_rs::EUC_KR, 1.0),
    (encoding_rs::KOI8_R, 2.0),
    (encoding_rs::KOI8_U, 2.2),
    (encoding_rs::ISO_8859_2, 1.5),
    (encoding_rs::ISO_8859_4, 4.0),
    (encoding_rs::ISO_8859_5, 4.0),
    (encoding_rs::ISO_8859_6, 4.0),
    (encoding_rs::ISO_8859_7, 1.5),
    (encoding_rs::ISO_8859_8, 3.0),
    (encoding_rs::ISO_8859_10, 6.0),
    (encoding_rs::ISO_8859_13, 4.0),
    (encoding_rs::ISO_8859_15, 2.0),
    (encoding_rs::ISO_8859_16, 4.0),
    (encoding_rs::ISO_8859_3, 8.0),
    (encoding_rs::IBM866, 5.0),
    (encoding_rs::MACINTOSH, 3.0),
    (encoding_rs::X_MAC_CYRILLIC, 3.5),
];

static OWN: [OwnPage; 8] = [
    OwnPage {
        name: "IBM437",
        labels: &["cp437", "ibm437", "ibm-437", "437", "cspc8codepage437"],
        high: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
               └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}",
    },
    OwnPage {
        name: "IBM850",
        labels: &["cp850", "ibm850", "ibm-850", "850", "cspc850multilingual"],
        high: "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
               └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}",
    },
    OwnPage {
        name: "IBM852",
        labels: &["cp852", "ibm852", "ibm-852", "852", "cspcp852"],
        high: "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐\
               └┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{AD}˝˛ˇ˘§÷¸°¨˙űŘř■\u{A0}",
    },
    OwnPage {
        name: "IBM855",
        labels: &["cp855", "ibm855", "ibm-855", "855", "csibm855"],
        high: "ђЂѓЃёЁєЄѕЅіІїЇјЈљЉњЊћЋќЌўЎџЏюЮъЪаАбБцЦдДеЕфФгГ«»░▒▓│┤хХиИ╣║╗╝йЙ┐\
               └┴┬├─┼кК╚╔╩╦╠═╬¤лЛмМнНоОп┘┌█▄Пя▀ЯрРсСтТуУжЖвВьЬ№\u{AD}ыЫзЗшШэЭщЩчЧ§■\u{A0}",
    },
    OwnPage {
        name: "IBM857",
        labels: &["cp857", "ibm857", "ibm-857", "857", "csibm857"],
        high: "ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
               └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\u{FFFD}ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\u{FFFD}×ÚÛÙìÿ¯´\u{AD}±\u{FFFD}¾¶§÷¸°¨·¹³²■\u{A0}",
    },
    OwnPage {
        name: "IBM775",
        labels: &["cp775", "ibm775", "ibm-775", "775", "cspc775baltic"],
        high: "ĆüéāäģåćłēŖŗīŹÄÅÉæÆōöĢ¢ŚśÖÜø£Ø×¤ĀĪóŻżź”¦©®¬½¼Ł«»░▒▓│┤ĄČĘĖ╣║╗╝ĮŠ┐\
               └┴┬├─┼ŲŪ╚╔╩╦╠═╬Žąčęėįšųūž┘┌█▄▌▐▀ÓßŌŃõÕµńĶķĻļņĒŅ’\u{AD}±“¾¶§÷„°∙·¹³²■\u{A0}",
    },
    OwnPage {
        name: "cp1125",
        labels: &["cp1125", "ibm1125", "ibm-1125", "cp866u", "ruscii"],
        high: "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
               └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёҐґЄєІіЇї·√№¤■\u{A0}",
    },
    OwnPage {
        name: "x-mac-ce",
        labels: &["x-mac-ce", "macce", "x-mac-centraleurroman", "mac-centraleurope"],
        high: "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅ\
               ņŃ¬√ńŇ∆«»…\u{A0}ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ",
    },
];
