"""One form for what is written in several ways: width, case, ё, old and variant kanji. For keys only.

What a source says is never folded; only search keys are.
"""

from __future__ import annotations

import unicodedata

# Old and variant kanji → the form of the Jōyō table (内閣告示 2010) or the commoner one.
_PAIRS = (
    "亞亜 惡悪 壓圧 圍囲 爲為 醫医 壹壱 稻稲 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 應応 "
    "歐欧 毆殴 櫻桜 奧奥 橫横 溫温 穩穏 假仮 價価 畫画 會会 懷懐 繪絵 壞壊 擴拡 殼殻 覺覚 "
    "學学 嶽岳 樂楽 渴渇 勸勧 卷巻 寬寛 歡歓 觀観 關関 陷陥 巖巌 顏顔 歸帰 氣気 龜亀 僞偽 "
    "戲戯 犧犠 舊旧 據拠 擧挙 虛虚 峽峡 挾挟 狹狭 鄕郷 曉暁 區区 驅駆 勳勲 薰薫 徑径 惠恵 "
    "揭掲 溪渓 經経 繼継 莖茎 螢蛍 輕軽 鷄鶏 藝芸 擊撃 缺欠 儉倹 劍剣 圈圏 檢検 權権 獻献 "
    "縣県 險険 顯顕 驗験 嚴厳 廣広 恆恒 效効 黃黄 鑛鉱 號号 國国 黑黒 濟済 碎砕 齋斎 劑剤 "
    "册冊 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸 齒歯 兒児 辭辞 濕湿 實実 舍舎 寫写 釋釈 "
    "壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 緖緒 敍叙 奬奨 將将 燒焼 稱称 證証 乘乗 剩剰 "
    "壤壌 孃嬢 條条 淨浄 疊畳 穰穣 讓譲 釀醸 觸触 囑嘱 寢寝 愼慎 晉晋 眞真 盡尽 圖図 粹粋 "
    "醉酔 隨随 髓髄 數数 樞枢 瀨瀬 淸清 聲声 靑青 靜静 齊斎 稅税 說説 攝摂 竊窃 專専 戰戦 "
    "淺浅 潛潜 踐践 錢銭 纖繊 禪禅 雙双 壯壮 搜捜 插挿 巢巣 爭争 總総 聰聡 莊荘 裝装 騷騒 "
    "增増 臟臓 藏蔵 卽即 屬属 續続 墮堕 體体 對対 帶帯 滯滞 臺台 瀧滝 擇択 澤沢 單単 擔担 "
    "膽胆 團団 彈弾 斷断 遲遅 晝昼 蟲虫 鑄鋳 廳庁 徵徴 聽聴 敕勅 鎭鎮 遞逓 鐵鉄 轉転 點点 "
    "傳伝 黨党 盜盗 燈灯 當当 鬪闘 德徳 獨独 讀読 屆届 繩縄 貳弐 惱悩 腦脳 霸覇 廢廃 拜拝 "
    "賣売 麥麦 發発 髮髪 拔抜 蠻蛮 祕秘 濱浜 甁瓶 拂払 佛仏 變変 邊辺 邉辺 辯弁 瓣弁 辨弁 "
    "舖舗 步歩 穗穂 寶宝 萠萌 豐豊 沒没 飜翻 槇槙 萬万 滿満 默黙 彌弥 藥薬 譯訳 豫予 餘余 "
    "與与 譽誉 搖揺 樣様 謠謡 遙遥 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑 淚涙 壘塁 勵励 "
    "禮礼 隸隷 靈霊 齡齢 曆暦 歷歴 戀恋 爐炉 勞労 樓楼 郞郎 錄録 灣湾 﨑崎 嵜崎 髙高 𠮷吉 "
    "嶌島 嶋島 冨富 濵浜 斉斎 桒桑 栁柳 峯峰 凜凛 堯尭 昻昂 晄晃 祿禄 內内 硏研 每毎 敎教 "
    "旣既 曾曽 吳呉 吿告 鷗鴎 麴麹 埜野 壄野 藪薮 籔薮 薗園 舩船 舘館 桧檜 渕淵 莵兎 "
)


def _table() -> dict[int, str]:
    kanji = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}
    selectors = dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)), "")
    joiners = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF), "")
    return kanji | selectors | joiners


_KANJI = _table()
_CASE = str.maketrans({"ё": "е", "ヶ": "ケ", "ヵ": "カ", "〱": "", "’": "'"})


def fold(text: str) -> str:
    """``text`` for keys: NFKC, one form of each kanji, small letters, ё as е, no selectors and no joiners."""
    plain = unicodedata.normalize("NFKC", text).translate(_KANJI)
    return unicodedata.normalize("NFKC", plain.casefold().translate(_CASE))


def unmark(text: str) -> str:
    """Latin text without its marks: ō is o, é is e. Kana keep their voicing."""
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if "LATIN" in unicodedata.name(letter, "") else letter
        for letter in unicodedata.normalize("NFC", text)
        if not 0x0300 <= ord(letter) <= 0x036F
    )
