"""Word lists: function words, and forms that no stemming rule brings together."""

from __future__ import annotations


def words_of(text: str) -> tuple[str, ...]:
    """Split a list written as running text into words."""
    return tuple(text.split())


def families_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Split lists separated by commas into words."""
    return tuple(map(words_of, text.split(",")))


ENGLISH_STOPS = frozenset(
    words_of("""
a an the and or but nor of to in on at by for with from into onto upon about as than then so that
this these those there here it its itself he him his himself she her hers herself they them their
theirs themselves we us our ours ourselves you your yours yourself i me my mine myself who whom
whose which what where when why how if is are was were be been being am do does did done doing has
have had having will would shall should can could may might must not no s t d ll re ve m isn aren
wasn weren don doesn didn hasn haven hadn won wouldn shouldn couldn sb sth also too very such any
some each both all more most other another same own just only even up out off over under again
further once between through during before after above below down while because until against e.g
i.e etc one's sb's
""")
)

# Stems that stand in so many English sentences that they are no answer to a Chinese word.
LIGHT_STEMS = frozenset(
    words_of("""
one two go get tak mak com put giv good tim way thing look used know work see say part back day year
new great long first end oneself lik want need well still even much many
""")
)

# Han words that stand in every passage.
HAN_STOPS = frozenset(
    words_of("""
的 了 在 是 和 与 及 或 也 都 就 而 且 但 但是 而且 并 并且 以 为 于 从 到 由 向 对 对于 把 被 让
给 所 之 其 这 那 这个 那个 这些 那些 这样 那样 此 该 各 每 某 我 你 您 他 她 它 我们 你们 他们
她们 它们 自己 者 个 们 着 过 地 得 不 没 没有 有 又 再 还 很 更 最 太 将 要 会 能 可 可以 可能 应
应该 因 因为 所以 如 如果 若 则 却 只 才 即 便 等 等等 上 下 中 里 内 外 前 后 时 时候 一 一个
一些 一种 一样 来 去 起 出 吗 呢 吧 啊 么 什么 怎么 哪 谁 年 月 日 号 点 第 種 种 次 位 名 件 项
同 跟 通过 根据 关于 以及 之后 之前 以后 以前 已 已经 曾 正 正在 仍 个人 而是 為 與 從 對 這 個 們
來 過 說 沒有 後 時 裡
""")
)

# Each family: the form kept, then the forms that become it. Irregular inflections, British and
# American spellings, and demonyms, which Chinese writes as the country and a suffix.
ENGLISH_FAMILIES = families_of("""
say said, go went gone, make made, take took taken, give gave given, get got gotten, come came,
see saw seen, know knew known, think thought, find found, tell told, become became, show shown,
leave left, feel felt, bring brought, begin began begun, keep kept, hold held,
write wrote written, stand stood, hear heard, mean meant, set, meet met, pay paid, sit sat,
speak spoke spoken, lie lay lain, lead led, read, grow grew grown, lose lost, fall fell fallen,
send sent, build built, understand understood, draw drew drawn, break broke broken, spend spent,
rise rose risen, drive drove driven, buy bought, wear wore worn, choose chose chosen, seek sought,
throw threw thrown, catch caught, deal dealt, win won, forget forgot forgotten, fight fought,
teach taught, eat ate eaten, sing sang sung, strike struck stricken, sell sold, shoot shot,
fly flew flown, swim swam swum, hide hid hidden, run ran, sleep slept, wake woke woken,
steal stole stolen, bear bore borne born, tear tore torn, swear swore sworn, bind bound,
wind wound, hang hung, shake shook shaken, arise arose arisen, bite bit bitten, blow blew blown,
freeze froze frozen, ride rode ridden, ring rang rung, sink sank sunk, dig dug, stick stuck,
sweep swept, weep wept, creep crept, bend bent, lend lent, flee fled, feed fed, breed bred,
bleed bled, light lit, slide slid, swing swung, spin spun, shine shone, drink drank drunk,
kneel knelt, man men, woman women, child children, foot feet, tooth teeth, mouse mice,
person people, wife wives, life lives live alive, knife knives, leaf leaves, half halves,
self selves, wolf wolves, thief thieves, good better best well, bad worse worst,
far further farther, little less least, die died dying dead death, high height, long length,
strong strength, deep depth, wide width, true truth, young youth, poor poverty, choice choose,
belief believe, proof prove, loss lose, sale sell, speech speak, thought think, gift give,
growth grow, birth born, flight fly, sight see, success succeed, analysis analyses, crisis crises,
china chinese, japan japanese, vietnam vietnamese, portugal portuguese,
france french frenchman frenchmen, germany german, england english englishman englishmen,
britain british briton, america american, russia russian, soviet ussr, italy italian,
spain spanish spaniard, greece greek, poland polish pole, turkey turkish turk,
sweden swedish swede, denmark danish dane, netherlands dutch holland, switzerland swiss,
ireland irish, scotland scottish scot, wales welsh, norway norwegian, finland finnish,
hungary hungarian, czech czechoslovakia czechoslovak, romania romanian rumania rumanian,
bulgaria bulgarian, albania albanian, yugoslavia yugoslav, europe european, asia asian,
africa african, korea korean, india indian, egypt egyptian, iraq iraqi, iran iranian,
israel israeli, ukraine ukrainian, australia australian, canada canadian, mexico mexican,
brazil brazilian, cuba cuban, mongolia mongolian mongol, tibet tibetan, communism communist,
socialism socialist, capitalism capitalist, imperialism imperialist, labor labour, color colour,
center centre, defense defence, program programme, theater theatre, gray grey, favor favour,
honor honour, neighbor neighbour, behavior behaviour, organize organise organization organisation,
kilometre kilometer, metre meter, litre liter, percent per-cent, monday mon, tuesday tue tues,
wednesday wed, thursday thu thurs, friday fri, saturday sat, sunday sun, mother mom mum,
father dad, tv television, uk britain, us usa u.s america, un u.n, eu europe, okay ok
""")
