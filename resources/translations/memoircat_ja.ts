<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>New catalogue</source>
        <translation>新規目録</translation>
    </message>
    <message>
        <source>A fault of the program: {0}. What was saved is safe.</source>
        <translation>プログラムの不具合です：{0}。保存したものは無事です。</translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>{0} — trash</source>
        <translation>{0}（ごみ箱）</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None fits. Without filters: %n record(s).</source>
        <translation>
            <numerusform>条件に合う記録はありません。絞り込みをはずすと %n件です。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing here yet.</source>
        <translation>まだ記録がありません。</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>What do the columns say?</source>
        <translation>それぞれの列の意味</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>見本</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>何になるか</translation>
    </message>
    <message>
        <source>Values parted by</source>
        <translation>複数の値の区切り</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列の対応</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>列の対応</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>1行は</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>典拠</translation>
    </message>
    <message>
        <source>Keep the mapping…</source>
        <translation>対応を保存…</translation>
    </message>
    <message>
        <source>The first row is a head</source>
        <translation>1行目は見出し</translation>
    </message>
    <message>
        <source>A row is known by</source>
        <translation>行を見分けるもの</translation>
    </message>
    <message>
        <source>Dates such as 3.4.46</source>
        <translation>3.4.46 のような日付</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>決めない</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>日・月・年</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>月・日・年</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>年・月・日</translation>
    </message>
    <message>
        <source>From the head</source>
        <translation>見出しから推測</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>ファイルから…</translation>
    </message>
    <message>
        <source>Mapping (.toml)</source>
        <translation>列の対応（.toml）</translation>
    </message>
    <message>
        <source>its place in the file</source>
        <translation>ファイルでの順番</translation>
    </message>
</context>
<context>
    <name>DayRuler</name>
    <message>
        <source>Comparison of days</source>
        <translation>日付の比較</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取りやめ</translation>
    </message>
</context>
<context>
    <name>EncodingPage</name>
    <message>
        <source>Does the text read as it should?</source>
        <translation>文字は正しく読めていますか</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>はじめの行</translation>
    </message>
    <message>
        <source>The bytes leave no doubt: {0}.</source>
        <translation>{0} で間違いありません。</translation>
    </message>
    <message>
        <source>More than one encoding is possible. Choose that in which the names are right.</source>
        <translation>文字コードが一つに決まりません。名前が正しく読めるものを選んでください。</translation>
    </message>
    <message>
        <source>No known encoding fits all of the file. Choose the one it is meant to be in.</source>
        <translation>全体に合う文字コードがありません。本来のものを選んでください。</translation>
    </message>
</context>
<context>
    <name>FacetPane</name>
    <message>
        <source>Narrow the list</source>
        <translation>一覧を絞り込む</translation>
    </message>
    <message>
        <source>Without filters</source>
        <translation>絞り込みをはずす</translation>
    </message>
    <message>
        <source>{0}: from/to</source>
        <translation>{0}（から/まで）</translation>
    </message>
    <message>
        <source>Narrow by {0}</source>
        <translation>{0}で絞り込む</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>ほか…</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>記載なし</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>Which table?</source>
        <translation>どの名簿を取り込みますか</translation>
    </message>
    <message>
        <source>A CSV file or an Excel workbook (.xlsx). Nothing is written before the last step.</source>
        <translation>CSV か表計算（.xlsx）のファイルです。最後の段階まで何も書き込みません。</translation>
    </message>
    <message>
        <source>Table (.csv, .xlsx)</source>
        <translation>表（.csv、.xlsx）</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>History of {0}</source>
        <translation>{0} の履歴</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>What</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
</context>
<context>
    <name>IdentifyDialog</name>
    <message>
        <source>Same person?</source>
        <translation>人物の照合</translation>
    </message>
    <message>
        <source>Are these one person?</source>
        <translation>同一人物ですか</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>判断する</translation>
    </message>
</context>
<context>
    <name>ImagePane</name>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>全体表示</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Contrast, negative</source>
        <translation>濃淡・反転</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Loading the image</source>
        <translation>画像を読み込んでいます</translation>
    </message>
    <message>
        <source>The file of this image is not in its place.</source>
        <translation>この画像のファイルが所定の場所にありません。</translation>
    </message>
    <message>
        <source>This file cannot be shown as an image. It is kept as it is.</source>
        <translation>このファイルは画像として表示できません。そのまま保管しています。</translation>
    </message>
    <message>
        <source>This image has more pixels than can be shown. The file is kept as it is.</source>
        <translation>画素数が多く、この画像は表示できません。ファイルはそのまま保管しています。</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Import a table</source>
        <translation>名簿の取り込み</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>段階</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>文字コード</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列の対応</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>試し読み込み</translation>
    </message>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>%n行を取り込む</numerusform>
        </translation>
    </message>
    <message>
        <source>Import</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Keep the mapping</source>
        <translation>列の対応を保存</translation>
    </message>
    <message>
        <source>Nothing has been written yet</source>
        <translation>まだ何も書き込んでいません</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>取り込んでいます…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>やめました。何も変わっていません。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) so far</source>
        <translation>
            <numerusform>これまでに %n行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>Open the record; save the statement</source>
        <translation>記録を開く／記載の保存</translation>
    </message>
    <message>
        <source>Back to the list; put back what stood in the field</source>
        <translation>一覧へ戻る／欄を元へ戻す</translation>
    </message>
    <message>
        <source>Open the list of a field</source>
        <translation>欄の候補を開く</translation>
    </message>
    <message>
        <source>Prefer the statement that has the focus</source>
        <translation>選んでいる記載を優先する</translation>
    </message>
</context>
<context>
    <name>LifeLine</name>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>Life in order</source>
        <translation>順に見た経歴</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>New</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>Read only: in use by {0} on {1} since {2} UTC</source>
        <translation>読み取り専用：{0} が {1} で使用中（{2} UTC から）</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>All changes saved</source>
        <translation>すべて保存済み</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>NamesSection</name>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Readings that it may have:</source>
        <translation>よみの候補：</translation>
    </message>
    <message>
        <source>Take this reading, marked as inferred</source>
        <translation>このよみを「推定」として加える</translation>
    </message>
    <message>
        <source>Take the reading {0}, marked as inferred</source>
        <translation>よみ「{0}」を推定として加える</translation>
    </message>
    <message>
        <source>Another form of the name, or its reading</source>
        <translation>名前の別の形・よみ</translation>
    </message>
    <message>
        <source>Name, as written</source>
        <translation>名前（記されたとおり）</translation>
    </message>
    <message>
        <source>Kind of name</source>
        <translation>名前の種類</translation>
    </message>
    <message>
        <source>Name: {0}</source>
        <translation>名前：{0}</translation>
    </message>
    <message>
        <source>Kind of name: {0}</source>
        <translation>名前の種類：{0}</translation>
    </message>
    <message>
        <source>Add a name: {0}</source>
        <translation>名前の追加：{0}</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Kinds of records</source>
        <translation>記録の種類</translation>
    </message>
</context>
<context>
    <name>PageModel</name>
    <message>
        <source>Page %1</source>
        <translation>%1ページ</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>Pages</source>
        <translation>ページ</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>This date can be read two ways</source>
        <translation>この表記は二通りに読めます</translation>
    </message>
    <message>
        <source>spans both</source>
        <translation>両方を含む期間</translation>
    </message>
</context>
<context>
    <name>RecordCommands</name>
    <message>
        <source>New: {0}</source>
        <translation>新規：{0}</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>{0} を複製</translation>
    </message>
    <message>
        <source>Bring back {0}</source>
        <translation>{0} を戻す</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n record(s)</source>
        <translation>
            <numerusform>記録 %n件を削除</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} を削除</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>画像の追加</translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s): {0}</source>
        <translation>
            <numerusform>画像 %n点を追加：{0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taking %n image(s) in…</source>
        <translation>
            <numerusform>画像 %n点を取り込んでいます…</numerusform>
        </translation>
    </message>
    <message>
        <source>Select two or more people in the list first.</source>
        <translation>先に一覧で二人以上を選んでください。</translation>
    </message>
    <message>
        <source>Same person? {0}: {1}</source>
        <translation>照合：{0}（{1}）</translation>
    </message>
    <message>
        <source>Separate {0}</source>
        <translation>{0} の照合を取り消し</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>印刷しています…</translation>
    </message>
    <message>
        <source>Printed to {0}</source>
        <translation>{0} に印刷しました</translation>
    </message>
    <message>
        <source>Open a catalogue</source>
        <translation>目録を開く</translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message>
        <source>Identity</source>
        <translation>基本事項</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Access and rights</source>
        <translation>公開と権利</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>要確認 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Prefer a statement: {0}</source>
        <translation>記載を優先：{0}</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>Records</source>
        <translation>記録</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Print a report</source>
        <translation>報告書の印刷</translation>
    </message>
    <message>
        <source>The whole catalogue</source>
        <translation>目録全体</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>報告書</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>File (.pdf, .html, .csv)</source>
        <translation>ファイル（.pdf、.html、.csv）</translation>
    </message>
    <message>
        <source>There is a file of this name; it will be replaced.</source>
        <translation>この名前のファイルがあります。印刷すると置き換わります。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>置き換える</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Results</source>
        <translation>検索結果</translation>
    </message>
    <message numerus="yes">
        <source>People whose names fit: %n or more</source>
        <translation>
            <numerusform>名前が合う人 %n人以上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>People whose names fit: %n</source>
        <translation>
            <numerusform>名前が合う人 %n人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Records with these words: %n</source>
        <translation>
            <numerusform>語句が合う記録 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>A name missing here is no proof that he was not there</source>
        <translation>ここに名前がなくても、いなかったという証拠にはなりません</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>操作</translation>
    </message>
</context>
<context>
    <name>RosterImports</name>
    <message>
        <source>Keep the mapping “{0}”</source>
        <translation>列の対応「{0}」を保存</translation>
    </message>
</context>
<context>
    <name>SavedSearches</name>
    <message>
        <source>Saved searches</source>
        <translation>保存した検索</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>検索を保存</translation>
    </message>
    <message>
        <source>Save the search “{0}”</source>
        <translation>検索「{0}」を保存</translation>
    </message>
    <message>
        <source>Forget the search “{0}”</source>
        <translation>検索「{0}」を消す</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find names, words, codes — &gt; for commands</source>
        <translation>名前・語句・記号を検索（&gt; で操作の一覧）</translation>
    </message>
    <message>
        <source>Find names, words, codes</source>
        <translation>名前・語句・記号の検索</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Source in hand</source>
        <translation>手元の典拠</translation>
    </message>
    <message>
        <source>A source&apos;s title or code; a new title makes a new source</source>
        <translation>典拠の題名か記号。新しい題名を入れると典拠を作ります</translation>
    </message>
    <message>
        <source>Page or frame</source>
        <translation>箇所</translation>
    </message>
    <message>
        <source>Statements and names entered now cite this source.</source>
        <translation>これから入れる記載と名前の典拠になります。</translation>
    </message>
    <message>
        <source>Put down</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>New source: {0}</source>
        <translation>新規の典拠：{0}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>A catalogue of memoirs, rosters and documents of the Siberian internment</source>
        <translation>シベリア抑留の手記・名簿・資料の目録</translation>
    </message>
    <message>
        <source>Version {0} · nothing is sent anywhere</source>
        <translation>バージョン {0}・外部への送信なし</translation>
    </message>
    <message>
        <source>Recent catalogues</source>
        <translation>最近の目録</translation>
    </message>
    <message>
        <source>not found: {0}</source>
        <translation>見つかりません：{0}</translation>
    </message>
    <message>
        <source>None yet: make a new one, or look at the demonstration.</source>
        <translation>まだありません。新しく作るか、見本をご覧ください。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>はじめる</translation>
    </message>
    <message>
        <source>New catalogue</source>
        <translation>新規目録</translation>
    </message>
    <message>
        <source>An empty one, on this computer</source>
        <translation>空の目録をこのパソコンに作成</translation>
    </message>
    <message>
        <source>Open a catalogue…</source>
        <translation>目録を開く…</translation>
    </message>
    <message>
        <source>From a folder</source>
        <translation>フォルダーから</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>見本</translation>
    </message>
    <message>
        <source>Public facts and an invented family</source>
        <translation>公開された事実と架空の一家</translation>
    </message>
</context>
<context>
    <name>StatementCard</name>
    <message>
        <source>No source</source>
        <translation>典拠なし</translation>
    </message>
    <message>
        <source>Prefer this statement</source>
        <translation>この記載を優先する</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>優先</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>退けた</translation>
    </message>
</context>
<context>
    <name>StatementEditor</name>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>When, from</source>
        <translation>いつ（から）</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>いつ（まで）</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>典拠</translation>
    </message>
    <message>
        <source>Page or frame</source>
        <translation>箇所</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>確かさ</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>注記</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取りやめ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Nothing is stated yet.</source>
        <translation>まだ何も記載されていません。</translation>
    </message>
    <message>
        <source>Fill in a value, a date or a place.</source>
        <translation>記載・日付・場所のいずれかを入れてください。</translation>
    </message>
</context>
<context>
    <name>StatementRow</name>
    <message>
        <source>No source</source>
        <translation>典拠なし</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>優先</translation>
    </message>
</context>
<context>
    <name>StatementsSection</name>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>記載 %n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>できごと %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPane</name>
    <message>
        <source>Nothing is selected.</source>
        <translation>何も選ばれていません。</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>経歴</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open the record (Enter)</source>
        <translation>記録を開く（Enter）</translation>
    </message>
    <message>
        <source>First image of the record</source>
        <translation>記録の最初の画像</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>画像なし</translation>
    </message>
    <message numerus="yes">
        <source>Identified person, %n record(s)</source>
        <translation>
            <numerusform>照合済みの人物（記録 %n件）</numerusform>
        </translation>
    </message>
    <message>
        <source>Row of a roster → {0}</source>
        <translation>名簿の行 → {0}</translation>
    </message>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>要確認 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Records of this person</source>
        <translation>この人物の記録</translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message>
        <source>What would happen</source>
        <translation>試し読み込みの結果</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>書かれている値</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>どうするか</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題のある行</translation>
    </message>
    <message>
        <source>Leave out the rows that cannot come in</source>
        <translation>取り込めない行を除いて取り込む</translation>
    </message>
    <message>
        <source>rows read</source>
        <translation>読んだ行</translation>
    </message>
    <message>
        <source>to write</source>
        <translation>書き込む行</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>前に取り込んだ行</translation>
    </message>
    <message>
        <source>cannot come in</source>
        <translation>取り込めない行</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) to look at: kept as written.</source>
        <translation>
            <numerusform>確かめたいセル %n。文字のまま取り込みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been written yet</source>
        <translation>まだ何も書き込んでいません</translation>
    </message>
    <message>
        <source>keeps all out, or is left out</source>
        <translation>全体を止めるか、この行を除く</translation>
    </message>
    <message>
        <source>comes in as written</source>
        <translation>文字のまま取り込む</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>To the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>一覧へ戻る（Esc）</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>記録(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>検索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>New catalogue…</source>
        <translation>新規目録…</translation>
    </message>
    <message>
        <source>Open catalogue…</source>
        <translation>目録を開く…</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>開始ページ</translation>
    </message>
    <message>
        <source>Import a table…</source>
        <translation>表を取り込む…</translation>
    </message>
    <message>
        <source>Print a report…</source>
        <translation>報告書の印刷…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>やり直す</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>一覧へ戻る</translation>
    </message>
    <message>
        <source>Previous record</source>
        <translation>前の記録</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>次の記録</translation>
    </message>
    <message>
        <source>Show rows of rosters too</source>
        <translation>名簿の行も表示</translation>
    </message>
    <message>
        <source>Show or fold the summary</source>
        <translation>概要の表示・非表示</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>ごみ箱を表示</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明るい画面・暗い画面</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>文字を大きく</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>文字を小さく</translation>
    </message>
    <message>
        <source>日本語 / English</source>
        <translation>日本語 / English</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新規記録</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>記録を開く</translation>
    </message>
    <message>
        <source>Duplicate with the next number</source>
        <translation>次の番号で複製</translation>
    </message>
    <message>
        <source>Add a statement</source>
        <translation>記載の追加</translation>
    </message>
    <message>
        <source>Add a name</source>
        <translation>名前の追加</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>画像の追加…</translation>
    </message>
    <message>
        <source>Source in hand</source>
        <translation>手元の典拠</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>人物の照合</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>照合の取り消し</translation>
    </message>
    <message>
        <source>History of the record</source>
        <translation>記録の履歴</translation>
    </message>
    <message>
        <source>Find names, words, codes</source>
        <translation>名前・語句・記号の検索</translation>
    </message>
    <message>
        <source>Save the search…</source>
        <translation>検索を保存…</translation>
    </message>
    <message>
        <source>Without filters</source>
        <translation>絞り込みをはずす</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>一覧を絞り込む</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>キー一覧</translation>
    </message>
    <message>
        <source>About MemoirCat</source>
        <translation>MemoirCat について</translation>
    </message>
</context>
</TS>
