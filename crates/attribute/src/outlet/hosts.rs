//! Hosts: which of them are a site's own, and where one site ends and another begins.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::address;

/// Hosts that serve parts, advertisements, counters, accounts and tools to sites of others: a page that
/// links to them says nothing of its own site. With all their subdomains.
const SERVICES: &str = "\
    cloudfront.net akamaihd.net akamaized.net akamai.net edgesuite.net edgekey.net fastly.net fastlylb.net \
    cloudflare.com cloudflare.net jsdelivr.net unpkg.com bootstrapcdn.com googleapis.com gstatic.com \
    googleusercontent.com ggpht.com gravatar.com wp.com wp.me w.org wordpress.org amazonaws.com azureedge.net \
    windows.net imgix.net cloudinary.com fbcdn.net twimg.com ytimg.com vimeocdn.com rackcdn.com netdna-cdn.com \
    netdna-ssl.com kxcdn.com stackpathcdn.com b-cdn.net cdn77.org llnwd.net typekit.net fontawesome.com fonts.net \
    fonts.com jquery.com ampproject.org townnews.com brightspotcdn.com brightcove.com brightcove.net jwplatform.com \
    jwpcdn.com jwplayer.com arcpublishing.com bp.blogspot.com squarespace-cdn.com sqspcdn.com shopify.com wixstatic.com \
    parastorage.com hubspot.com hubspotusercontent.com imgur.com staticflickr.com gmpg.org w3.org schema.org ogp.me \
    purl.org xmlns.com rdfs.org \
    doubleclick.net googlesyndication.com googletagmanager.com googletagservices.com google-analytics.com \
    googleadservices.com adnxs.com amazon-adsystem.com criteo.com criteo.net taboola.com outbrain.com \
    scorecardresearch.com chartbeat.com chartbeat.net quantserve.com quantcast.com moatads.com rubiconproject.com \
    pubmatic.com openx.net casalemedia.com adsafeprotected.com mgid.com revcontent.com sharethrough.com teads.tv \
    smartadserver.com adform.net yieldlove.com zanox.com zanox-affiliate.de awin1.com tradedoubler.com affili.net \
    ioam.de ivwbox.de vgwort.de webtrekk.net xiti.com ati-host.net etracker.com etracker.de hotjar.com newrelic.com \
    nr-data.net optimizely.com onesignal.com cookielaw.org onetrust.com cookiebot.com consensu.org privacy-mgmt.com \
    usercentrics.eu trustarc.com iubenda.com gemius.pl yandex.ru yandex.net yastatic.net mail.ru liveinternet.ru \
    yadro.ru histats.com statcounter.com addthis.com addtoany.com sharethis.com feedburner.com feedblitz.com \
    feedly.com disqus.com disquscdn.com akismet.com mailchimp.com list-manage.com eepurl.com zergnet.com livefyre.com \
    piano.io tinypass.com cxense.com parsely.com krxd.net bluekai.com adobedtm.com omtrdc.net 2o7.net demdex.net \
    everesttech.net go-mpulse.net akstat.io tiqcdn.com segment.com permutive.com recaptcha.net paypal.com \
    paypalobjects.com patreon.com steadyhq.com flattr.com \
    twitter.com x.com t.co facebook.com facebook.net fb.com fb.me instagram.com youtube.com youtube-nocookie.com \
    youtu.be t.me telegram.me telegram.org tiktok.com linkedin.com licdn.com pinterest.com pinterest.de pin.it \
    reddit.com redditstatic.com vk.com vk.me vkontakte.ru ok.ru odnoklassniki.ru whatsapp.com wa.me google.com \
    google.de goo.gl bit.ly ow.ly tinyurl.com apple.com itunes.com mzstatic.com archive.org archive.is archive.ph \
    rumble.com wikipedia.org wikimedia.org wikidata.org creativecommons.org doi.org threads.net bsky.app flickr.com \
    vimeo.com dailymotion.com soundcloud.com spotify.com microsoft.com bing.com msecnd.net amazon.com amazon.de \
    amazon.co.uk amzn.to weibo.com weibo.cn qq.com gtimg.com bdstatic.com xing.com stumbleupon.com digg.com \
    delicious.com blogger.com line.me viber.com getpocket.com flipboard.com mastodon.social discord.gg discord.com \
    github.com gitlab.com stackoverflow.com ycombinator.com public-api.wordpress.com slideshare.net scribd.com issuu.com github.io githubusercontent.com gitter.im live.com yahoo.com yimg.com \
    hatena.ne.jp mixi.jp nicovideo.jp livedoor.com kakao.com naver.com aol.com twitch.tv giphy.com";

/// Hosts under which everybody may have a site; the list of public suffixes has more.
const COMMON: &str = "\
    substack.com medium.com tumblr.com wordpress.com livejournal.com typepad.com over-blog.com canalblog.com blog.de \
    blogger.de twoday.net jimdo.com jimdosite.com weebly.com wixsite.com webnode.com squarespace.com ghost.io beehiiv.com \
    hatenablog.com hatenadiary.org fc2.com livedoor.blog ameblo.jp blog.hu posterous.com tripod.com angelfire.com \
    beepworld.de hypotheses.org skyrock.com eklablog.com altervista.org blogactiv.eu";

/// First labels of hosts that are the same site in another form: for phones, in a language, a section.
const FORMS: &str = "\
    www www1 www2 www3 ww2 m mobile mobil amp wap touch edition beta new old web home start static feeds feed rss \
    news nachrichten politics politik sport sports business finance wirtschaft economy world local opinion culture \
    entertainment tech technology science health video videos tv weather travel lifestyle society english deutsch \
    international intl global us uk";

static SERVICE: LazyLock<HashSet<&str>> = LazyLock::new(|| SERVICES.split_ascii_whitespace().collect());
static COMMONS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_ascii_whitespace().collect());
static FORM: LazyLock<HashSet<&str>> = LazyLock::new(|| FORMS.split_ascii_whitespace().collect());

/// A host and those it belongs to: `a.b.example`, `b.example`, `example`.
fn ends(host: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(host), |it| it.split_once('.').map(|it| it.1))
}

/// Whether a host serves many sites.
pub(super) fn is_service(host: &str) -> bool {
    ends(host).any(|it| SERVICE.contains(it))
}

/// The part of a host that names its site: the domain that somebody has registered, `ledger.co.uk` of
/// `news.ledger.co.uk`; where everybody may have a site, one label more.
pub(super) fn site_of(host: &str) -> &str {
    let mut before = host;
    for end in ends(host) {
        if COMMONS.contains(end) {
            return if before.starts_with("www.") { end } else { before };
        }
        before = end;
    }
    psl::domain_str(host).unwrap_or(host)
}

/// The host that an outlet of its own is called by: without what only says in which form it is read
/// (`m.`, `de.`, `news.`). Other subdomains may be other people's: those of a university are.
pub(super) fn outlet_of(host: &str) -> &str {
    let site = site_of(host);
    let mut rest = host;
    while rest.len() > site.len()
        && let Some((first, others)) = rest.split_once('.')
    {
        let language = first.len() == 2 && first.bytes().all(|it| it.is_ascii_lowercase());
        if !language && !FORM.contains(first) {
            break;
        }
        rest = others;
    }
    rest
}

/// The label that names a site: `ledger` of `news.ledger.co.uk`.
pub(super) fn label_of(site: &str) -> &str {
    site_of(site).split('.').next().unwrap_or(site)
}

/// The host of an address that a page gives, if it is a whole one and a real one.
pub(super) fn of_address(text: &str) -> Option<String> {
    let text = text.trim();
    let before = text.split(['?', '#']).next().unwrap_or_default();
    let is_whole = before.contains("//") || before.contains('@') || address::is_host(text);
    let is_path = text.starts_with(['/', '.', '?', '#']) && !text.starts_with("//");
    if !is_whole || is_path {
        return None;
    }
    // An archive's address is that of the page it keeps.
    address::Address::parse(text).map(|it| it.host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(host: &str, site: &str, outlet: &str) {
        assert_eq!((site_of(host), outlet_of(host)), (site, outlet), "{host}");
    }

    #[test]
    fn a_site_is_what_somebody_registered() {
        check("news.ledger.co.uk", "ledger.co.uk", "ledger.co.uk");
        check("de.m.ledger.example", "ledger.example", "ledger.example");
        check("blog.ledger.example", "ledger.example", "blog.ledger.example");
        check("politics.ledger.com.cn", "ledger.com.cn", "ledger.com.cn");
        check("gov.uk", "gov.uk", "gov.uk");
        check("localhost", "localhost", "localhost");
    }

    #[test]
    fn where_everybody_may_have_a_site_each_is_its_own() {
        check("harborfolk.blogspot.com", "harborfolk.blogspot.com", "harborfolk.blogspot.com");
        check("a.harborfolk.substack.com", "harborfolk.substack.com", "a.harborfolk.substack.com");
        check("harborfolk.wordpress.com", "harborfolk.wordpress.com", "harborfolk.wordpress.com");
        check("www.medium.com", "medium.com", "medium.com");
        check("medium.com", "medium.com", "medium.com");
    }

    #[test]
    fn hosts_that_serve_many_sites_are_known_with_their_subdomains() {
        for host in ["d1.cloudfront.net", "www.facebook.com", "i0.wp.com"] {
            assert!(is_service(host), "{host}");
        }
        for host in ["notfacebook.com", "ledger.example", "com"] {
            assert!(!is_service(host), "{host}");
        }
    }

    #[test]
    fn only_whole_addresses_have_a_host() {
        assert_eq!(of_address("https://www.Ledger.example/a").as_deref(), Some("ledger.example"));
        assert_eq!(of_address("desk@ledger.example").as_deref(), Some("ledger.example"));
        assert_eq!(of_address("ledger.example").as_deref(), Some("ledger.example"));
        for text in ["/a/b", "a.html?x=//b.example", "The Ledger", "", "#", "./a@b.example"] {
            assert_eq!(of_address(text), None, "{text}");
        }
    }
}
