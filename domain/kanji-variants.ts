/** The glyph by which variants of one character are compared: 髙→高, 齋→斎. 斎 and 斉 stay two characters. */
export const foldGlyphs = (text: string): string => replaceAll(text, glyphBase)

/** Also joins characters that are merely related (斉→斎, 埜→野) and kana that differ by size or script. */
export const foldRelated = (text: string): string =>
  replaceAll(hiraganaToKatakana(foldGlyphs(text)), relatedBase)

const replaceAll = (text: string, bases: ReadonlyMap<string, string>): string =>
  Array.from(text, (character) => bases.get(character) ?? character).join('')

const hiraganaToKatakana = (text: string): string =>
  text.replaceAll(/[ぁ-ゖ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60))

/** Each group: the base, then its variants. */
const basesOf = (groups: string): ReadonlyMap<string, string> =>
  new Map(
    groups
      .split(/\s+/)
      .filter((group) => group !== '')
      .flatMap((group) => {
        const [base = '', ...variants] = Array.from(group)
        return variants.map((variant) => [variant, base] as const)
      }),
  )

// Forms of one character that registers and documents mix: old and new forms, and the popular 俗字 of family names.
const glyphBase = basesOf(`
  高髙 崎﨑嵜 辺邉邊 斎齋 斉齊 浜濵濱 富冨 吉𠮷 徳德 広廣 沢澤 桜櫻 国國 真眞 島嶋嶌 瀬瀨 恵惠 栄榮 円圓 条條 淵渕渊 曽曾
  柳栁 桑桒 館舘 藪籔薮 竜龍 槇槙 清淸 静靜 実實 寿壽 蔵藏 巌巖 学學 会會 鉄鐵 関關 黒黑 県縣 塩鹽 戸戶 増增 横橫 郷鄕 教敎
  青靑 豊豐 礼禮 仏佛 万萬 与與 弥彌 禄祿 穂穗 稲稻 滝瀧 亀龜 峰峯 絵繪 亜亞 来來 児兒 内內 涼凉 勲勳 単單 厳嚴 団團 壮壯 尭堯
  奥奧 将將 専專 尚尙 巣巢 彦彥 従從 数數 晋晉 暁曉 松枩 楽樂 様樣 桧檜 浅淺 渓溪 満滿 焼燒 狭狹 瑶瑤 画畫 当當 尽盡 秘祕 穣穰
  並竝 経經 緒緖 縁緣 縄繩 総總 聡聰 声聲 荘莊 萌萠 衛衞 覚覺 観觀 誉譽 譲讓 頼賴 転轉 遥遙 釈釋 鎮鎭 随隨 顕顯 駅驛 験驗 鶏鷄
  鴎鷗 麦麥 黙默 歯齒 角⻆ 土圡 船舩 橋𣘺 卯夘 寛寬 寧寍 悦悅 説說 税稅 鋭銳 脱脫 俣俁
  侠俠 倶俱 剥剝 呑吞 填塡 掴摑 禱祷 繋繫 蝋蠟 醤醬 頬頰 麺麵
`)

// Related by dictionaries or by reading, yet often another family: a person has to look.
const relatedBase = basesOf(`
  斎斉 園薗 梅楳 坂阪 柏栢 秋穐 野埜 村邨 岳嶽 崎碕 糸絲 兎兔 裏裡
  ヤャ ユュ ヨョ ツッ アァ イィ ウゥ エェ オォ ケヶ カヵ ワヮ
`)
