<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>“{0}” was made with an older MemoirCat and is brought up to date. A copy is kept.</source>
        <translation>「{0}」は以前の MemoirCat の形式です。新しい形式に直しています。元の写しは残ります。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is written anew, with its password.</source>
        <translation>目録「{0}」をパスワード付きで書き直しています。</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is written anew, without a password.</source>
        <translation>目録「{0}」をパスワードなしで書き直しています。</translation>
    </message>
    <message>
        <source>The catalogue has this password now.</source>
        <translation>目録にこのパスワードがかかりました。</translation>
    </message>
    <message>
        <source>The catalogue has no password now.</source>
        <translation>目録のパスワードはなくなりました。</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) made before can be opened without it.</source>
        <translation>
            <numerusform>以前の控え %n 件は、このパスワードなしで開けます。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) made before still have the former one.</source>
        <translation>
            <numerusform>以前の控え %n 件には、前のパスワードがかかったままです。</numerusform>
        </translation>
    </message>
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
    <name>Attention</name>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>要確認 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>Edit %n record(s): {0}</source>
        <translation>
            <numerusform>{0} %n件をまとめて編集</numerusform>
        </translation>
    </message>
    <message>
        <source>What to edit</source>
        <translation>編集する内容</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>欄</translation>
    </message>
    <message>
        <source>Add a statement</source>
        <translation>記載の追加</translation>
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
        <source>Tags</source>
        <translation>タグ</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>空にする</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>外す</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>記号</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>欄</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>変わるところ</translation>
    </message>
    <message>
        <source>Same: {0}</source>
        <translation>同じ：{0}</translation>
    </message>
    <message numerus="yes">
        <source>Mixed: %n value(s)</source>
        <translation>
            <numerusform>異なる値 %n種</numerusform>
        </translation>
    </message>
    <message>
        <source>Something cannot be taken yet: it is marked where it stands.</source>
        <translation>まだ使えない値があります。その欄の下に理由があります。</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>数えています…</translation>
    </message>
    <message>
        <source>Nothing is touched yet. Only what you touch is changed.</source>
        <translation>まだ何も指定していません。指定した欄だけが変わります。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: all hold this already.</source>
        <translation>{0}：すべて、すでにこの内容です。</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) differ(s)</source>
        <translation>
            <numerusform>変わる記録 %n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) change(s)</source>
        <translation>
            <numerusform>変わる欄 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>each gets a statement: {0}</source>
        <translation>それぞれに記載を追加（{0}）</translation>
    </message>
    <message>
        <source>the source “{0}” is made</source>
        <translation>典拠「{0}」を作成</translation>
    </message>
    <message numerus="yes">
        <source>Change %n record(s)</source>
        <translation>
            <numerusform>%n件を変更</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>変更しています…</translation>
    </message>
    <message numerus="yes">
        <source>%n without</source>
        <translation>
            <numerusform>空 %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchRow</name>
    <message>
        <source>{0}: what to do</source>
        <translation>{0}：どうするか</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>Put back: {0}</source>
        <translation>元へ戻す：{0}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更あり</translation>
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
        <source>, %n piece(s)</source>
        <translation>
            <numerusform>、%n点</numerusform>
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
    <name>Care</name>
    <message>
        <source>Working copy on this machine</source>
        <translation>このパソコンの作業用の写し</translation>
    </message>
    <message>
        <source>A working copy of “{0}” is made.</source>
        <translation>「{0}」の作業用の写しを作っています。</translation>
    </message>
    <message>
        <source>Catalogue from what was kept</source>
        <translation>取っておいたものから作る目録</translation>
    </message>
    <message>
        <source>A catalogue is made of what was kept.</source>
        <translation>取っておいたものから目録を作っています。</translation>
    </message>
</context>
<context>
    <name>CareDialog</name>
    <message>
        <source>Copies and check</source>
        <translation>控えと検査</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>控え</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>救い出し</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Esc stops it; nothing is changed then.</source>
        <translation>Esc で中止できます。中止すると何も変わりません。</translation>
    </message>
</context>
<context>
    <name>CatalogueCommands</name>
    <message>
        <source>There is no log yet: nothing was written to it.</source>
        <translation>ログはまだありません（書くことがありませんでした）。</translation>
    </message>
    <message>
        <source>The log is in the file {0}</source>
        <translation>ログは次のファイルにあります：{0}</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Cell</source>
        <translation>セル</translation>
    </message>
</context>
<context>
    <name>ChangesWords</name>
    <message numerus="yes">
        <source>%n change(s) made since are not in it.</source>
        <translation>
            <numerusform>その後の変更 %n件は、この控えに入っていません。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Proves database, records, history and indexes by what was written. Nothing is changed.</source>
        <translation>データベース・記録・履歴・索引が、書き込んだときのままかを調べます。何も変わりません。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>検査</translation>
    </message>
    <message>
        <source>Also read every image</source>
        <translation>画像もすべて読む</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>対処</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>詳細</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>まだ検査していません。</translation>
    </message>
    <message>
        <source>Derive again</source>
        <translation>索引を作り直す</translation>
    </message>
    <message>
        <source>Accept as it is…</source>
        <translation>今のまま認める…</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>一覧をコピー</translation>
    </message>
    <message>
        <source>What is stored there now counts as right from then on. The history tells who decided it: {0}.</source>
        <translation>今ある内容を、これから正しいものとして扱います。だれが認めたかは履歴に残ります：{0}。</translation>
    </message>
    <message>
        <source>Accept as it is?</source>
        <translation>今のまま認めますか</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>認める</translation>
    </message>
    <message>
        <source>The list is copied.</source>
        <translation>一覧をコピーしました。</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>Why is it closed?</source>
        <translation>なぜ非公開ですか</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>いつまでですか</translation>
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
    <name>CopiesPage</name>
    <message>
        <source>A copy is the whole database, proved when it is made. The images are in complete copies only.</source>
        <translation>控えはデータベース全体の写しで、作るときに確かめてあります。画像は、別のディスクの完全な控えにだけ入ります。</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>作成日時</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Changes since</source>
        <translation>その後の変更</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>控え</translation>
    </message>
    <message>
        <source>Make a copy now</source>
        <translation>控えを作る</translation>
    </message>
    <message>
        <source>Copy to another disk…</source>
        <translation>別のディスクへ…</translation>
    </message>
    <message>
        <source>Restore this copy…</source>
        <translation>この控えに戻す…</translation>
    </message>
    <message>
        <source>From a file or folder…</source>
        <translation>ほかの控えから…</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Last complete copy: {0}, {1}</source>
        <translation>最後の完全な控え：{0}、{1}</translation>
    </message>
    <message>
        <source>There is no complete copy with the images on another disk yet.</source>
        <translation>画像も入った完全な控えは、別のディスクにまだありません。</translation>
    </message>
    <message>
        <source>There are no copies yet.</source>
        <translation>控えはまだありません。</translation>
    </message>
    <message>
        <source>no records</source>
        <translation>記録なし</translation>
    </message>
    <message>
        <source>It holds: {0}</source>
        <translation>内容：{0}</translation>
    </message>
    <message>
        <source>Changed since: {0}</source>
        <translation>その後の変更：{0}</translation>
    </message>
    <message>
        <source>The copy is made, and proved.</source>
        <translation>控えを作り、確かめました。</translation>
    </message>
    <message>
        <source>Folder on another disk</source>
        <translation>別のディスクのフォルダー</translation>
    </message>
    <message>
        <source>The complete copy is in {0}.</source>
        <translation>完全な控えは {0} にあります。</translation>
    </message>
    <message>
        <source>Images that could not be copied: {0}</source>
        <translation>写せなかった画像：{0}件</translation>
    </message>
    <message>
        <source>The copies made there before stay as they are.</source>
        <translation>そこに前に作った控えは、そのまま残っています。</translation>
    </message>
    <message>
        <source>The catalogue becomes what it was at {0}.</source>
        <translation>目録を {0} の内容に戻します。</translation>
    </message>
    <message>
        <source>What is there now is put aside whole, in the folder “aside” of the catalogue. Nothing is deleted.</source>
        <translation>今あるものは、目録のフォルダーの「aside」にそのまま取っておきます。何も消しません。</translation>
    </message>
    <message>
        <source>Restore this copy?</source>
        <translation>この控えに戻しますか</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>戻す</translation>
    </message>
</context>
<context>
    <name>CopyReminder</name>
    <message numerus="yes">
        <source>No copy for %n day(s)</source>
        <translation>
            <numerusform>%n日間 控えがありません</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No complete copy on another disk for %n day(s)</source>
        <translation>
            <numerusform>%n日間 別のディスクに完全な控えがありません</numerusform>
        </translation>
    </message>
    <message>
        <source>Last complete copy: {0}, {1}</source>
        <translation>最後の完全な控え：{0}、{1}</translation>
    </message>
    <message>
        <source>There is no complete copy with the images on another disk yet.</source>
        <translation>画像も入った完全な控えは、別のディスクにまだありません。</translation>
    </message>
</context>
<context>
    <name>CopyWords</name>
    <message>
        <source>By hand</source>
        <translation>手動</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>自動</translation>
    </message>
    <message>
        <source>Before an import</source>
        <translation>取り込みの前</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>復元の前</translation>
    </message>
    <message>
        <source>Catalogue was damaged</source>
        <translation>目録の破損時</translation>
    </message>
    <message>
        <source>Kept aside</source>
        <translation>取り置き</translation>
    </message>
    <message>
        <source>Before an upgrade</source>
        <translation>形式の更新の前</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message numerus="yes">
        <source>%n record(s) copied</source>
        <translation>
            <numerusform>%n件をコピーしました</numerusform>
        </translation>
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
    <name>DecisionPane</name>
    <message>
        <source>The row as it stands in the file</source>
        <translation>ファイルにある行</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>{0}行目：{1}</translation>
    </message>
    <message>
        <source>{0}: the cell meant</source>
        <translation>{0}：このセルのことです</translation>
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
    <name>DraftBar</name>
    <message>
        <source>Text that was not saved</source>
        <translation>未保存の文字</translation>
    </message>
    <message>
        <source>Typed and not saved: {0}</source>
        <translation>未保存の入力：{0}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>破棄</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>記載</translation>
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
        <source>Words</source>
        <translation>語句</translation>
    </message>
    <message>
        <source>Only records with these words</source>
        <translation>この語句のある記録だけ</translation>
    </message>
    <message>
        <source>Where the words stand</source>
        <translation>語句を探す欄</translation>
    </message>
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
        <source>in all texts</source>
        <translation>すべての欄</translation>
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
    <name>FieldRow</name>
    <message>
        <source>Not saved yet. Enter saves it, Esc puts back what stood here.</source>
        <translation>まだ保存していません。Enter で保存、Esc で元へ戻します。</translation>
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
    <name>FillDialog</name>
    <message>
        <source>Fill down</source>
        <translation>下へ入力</translation>
    </message>
    <message>
        <source>Fill down: {0}</source>
        <translation>下へ入力：{0}</translation>
    </message>
    <message>
        <source>Value, or first number</source>
        <translation>値か、最初の番号</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>The same in every row</source>
        <translation>どの行も同じ値</translation>
    </message>
    <message>
        <source>Numbers that run on</source>
        <translation>続きの番号</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>入力</translation>
    </message>
</context>
<context>
    <name>GridColumnsDialog</name>
    <message>
        <source>Columns of the grid</source>
        <translation>入力する列</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>列の追加</translation>
    </message>
    <message>
        <source>Keep under a name…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>この列を使う</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>見出し</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>何になるか</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>続き番号</translation>
    </message>
    <message>
        <source>As above</source>
        <translation>上と同じ</translation>
    </message>
    <message>
        <source>Era before dates</source>
        <translation>日付の元号</translation>
    </message>
    <message>
        <source>Head of column {0}</source>
        <translation>列 {0} の見出し</translation>
    </message>
    <message>
        <source>What column {0} becomes</source>
        <translation>列 {0} が何になるか</translation>
    </message>
    <message>
        <source>Column {0}: a new row has the next number</source>
        <translation>列 {0}：新しい行は次の番号</translation>
    </message>
    <message>
        <source>Column {0}: a new row has what stands above</source>
        <translation>列 {0}：新しい行は上と同じ</translation>
    </message>
    <message>
        <source>Column {0}: era before dates</source>
        <translation>列 {0}：日付の元号</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Remove column {0}</source>
        <translation>列 {0} を削除</translation>
    </message>
    <message>
        <source>Column {0}</source>
        <translation>列 {0}</translation>
    </message>
    <message>
        <source>Each column needs a head of its own.</source>
        <translation>どの列にも、ほかと違う見出しが要ります。</translation>
    </message>
    <message>
        <source>Two columns become “{0}”: only one would be kept.</source>
        <translation>二つの列が「{0}」になります。残るのは一つだけです。</translation>
    </message>
    <message>
        <source>Keep the columns</source>
        <translation>列を保存</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>Not saved yet</source>
        <translation>まだ保存していません</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>意味</translation>
    </message>
    <message>
        <source>two readings</source>
        <translation>二通り</translation>
    </message>
    <message>
        <source>The table has {0} columns, and the grid {1} from this cell on. Nothing was pasted.</source>
        <translation>貼り付ける表は{0}列、このセルからの入力欄は{1}列です。何も貼り付けていません。</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>Which roster is in hand? Write its title below and press Enter.</source>
        <translation>手元の名簿はどれですか。下に題名を書いて Enter を押してください。</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>ひな形</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>列…</translation>
    </message>
    <message>
        <source>Fill down…</source>
        <translation>下へ入力…</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>行を削除</translation>
    </message>
    <message>
        <source>next cell</source>
        <translation>次のセル</translation>
    </message>
    <message>
        <source>new row</source>
        <translation>新しい行</translation>
    </message>
    <message>
        <source>to any cell</source>
        <translation>セルの移動</translation>
    </message>
    <message>
        <source>as above</source>
        <translation>上と同じ</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>cells of a table</source>
        <translation>表の貼り付け</translation>
    </message>
    <message>
        <source>to the list</source>
        <translation>一覧へ</translation>
    </message>
    <message>
        <source>Entry row by row</source>
        <translation>行ごとの入力</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) entered</source>
        <translation>
            <numerusform>入力済み %n行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Row {0}, {1}</source>
        <translation>{0}行目、{1}</translation>
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
        <source>Bring this version back</source>
        <translation>この版に戻す</translation>
    </message>
    <message>
        <source>Take former texts out of the history…</source>
        <translation>以前の文字を履歴から除く…</translation>
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
    <message>
        <source>The record becomes what it was after this change; undo takes that back.</source>
        <translation>記録は、この変更のあとの内容に戻ります。戻したことも取り消せます。</translation>
    </message>
    <message>
        <source>After this change the record was not there.</source>
        <translation>この変更のあと、記録はありませんでした。</translation>
    </message>
    <message>
        <source>This is how the record stands now.</source>
        <translation>これが今の内容です。</translation>
    </message>
</context>
<context>
    <name>HoldingsModel</name>
    <message>
        <source>Title</source>
        <translation>題名</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>記号</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>レベル</translation>
    </message>
</context>
<context>
    <name>HoldingsTree</name>
    <message>
        <source>Holdings</source>
        <translation>所蔵資料</translation>
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
    <name>ImageCommands</name>
    <message>
        <source>pasted</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>There is no image to paste.</source>
        <translation>貼り付ける画像がありません。</translation>
    </message>
    <message numerus="yes">
        <source>Taking %n image(s) in…</source>
        <translation>
            <numerusform>画像 %n点を取り込んでいます…</numerusform>
        </translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>画像の追加</translation>
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
        <source>Open a catalogue</source>
        <translation>目録を開く</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近の目録</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>まとめる</translation>
    </message>
    <message>
        <source>Merge “{0}” into</source>
        <translation>「{0}」をまとめる先</translation>
    </message>
    <message>
        <source>The term that stays</source>
        <translation>残す用語</translation>
    </message>
    <message>
        <source>Word or code; F4 opens the list</source>
        <translation>言葉かコード（F4 で一覧）</translation>
    </message>
    <message>
        <source>Words as written stay as they are. The term goes; undo brings it and every use back.</source>
        <translation>記された文字はそのままです。この用語はなくなりますが、取り消せば、使われていたところもすべて元へ戻ります。</translation>
    </message>
    <message>
        <source>Counting the uses…</source>
        <translation>使われている数を調べています…</translation>
    </message>
    <message numerus="yes">
        <source>%n use(s) will change.</source>
        <translation>
            <numerusform>%nか所が変わります。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no such term.</source>
        <translation>その用語はありません。</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move</source>
        <translation>移動</translation>
    </message>
    <message>
        <source>Move into</source>
        <translation>移動先</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Title or code; empty: into nothing</source>
        <translation>題名か記号（空けておくと上位なし）</translation>
    </message>
    <message>
        <source>That names no record, or more than one. Choose one from the list.</source>
        <translation>記録が一つに決まりません。一覧から選んでください。</translation>
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
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Kinds of records</source>
        <translation>記録の種類</translation>
    </message>
</context>
<context>
    <name>NewTermDialog</name>
    <message>
        <source>New term</source>
        <translation>新規の用語</translation>
    </message>
    <message>
        <source>New term: {0}</source>
        <translation>新規の用語：{0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>Made from the English word</source>
        <translation>英語の言葉から作成</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
</context>
<context>
    <name>NoticeBars</name>
    <message>
        <source>Put this notice away</source>
        <translation>この知らせを閉じる</translation>
    </message>
    <message>
        <source>Until this is decided, nothing is written.</source>
        <translation>どうするか決めるまで、何も書き込みません。</translation>
    </message>
    <message>
        <source>Restore a copy</source>
        <translation>控えから戻す</translation>
    </message>
    <message>
        <source>Check and accept</source>
        <translation>調べて認める</translation>
    </message>
    <message>
        <source>Better work on a copy on a disk of this machine, and bring it back when it is closed.</source>
        <translation>このパソコンのディスクに写して作業し、閉じてから戻すほうが安全です。</translation>
    </message>
    <message>
        <source>Make a working copy…</source>
        <translation>作業用の写しを作る…</translation>
    </message>
    <message>
        <source>Read only.</source>
        <translation>読み取り専用です。</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>開き直す</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>調べる</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>救い出す</translation>
    </message>
    <message>
        <source>Open what is there now</source>
        <translation>今あるものを開く</translation>
    </message>
    <message>
        <source>What was saved is there. What you have typed stays here until you leave.</source>
        <translation>保存したものはそこにあります。入力中の文字は、離れるまでここに残ります。</translation>
    </message>
    <message>
        <source>Open it there</source>
        <translation>そこで開く</translation>
    </message>
    <message>
        <source>What was saved is kept in {0}. What you have typed stays here until you leave.</source>
        <translation>保存したものは {0} に取ってあります。入力中の文字は、離れるまでここに残ります。</translation>
    </message>
    <message>
        <source>Open what was kept…</source>
        <translation>取っておいたものを開く…</translation>
    </message>
    <message>
        <source>Nothing was written since. Copy what you have typed before you leave.</source>
        <translation>その後は何も書き込んでいません。離れる前に、入力中の文字を控えてください。</translation>
    </message>
</context>
<context>
    <name>OutputCommands</name>
    <message>
        <source>Printed to {0}</source>
        <translation>{0} に印刷しました</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>印刷しています…</translation>
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
    <name>Pages</name>
    <message>
        <source>Select a record in the list first.</source>
        <translation>先に一覧で記録を選んでください。</translation>
    </message>
</context>
<context>
    <name>PartEditor</name>
    <message>
        <source>Cancel</source>
        <translation>取りやめ</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Open the record</source>
        <translation>記録を開く</translation>
    </message>
</context>
<context>
    <name>PartsSection</name>
    <message>
        <source>Add: {0}</source>
        <translation>{0}の追加</translation>
    </message>
    <message>
        <source>Show all ({0})</source>
        <translation>すべて表示（{0}）</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>パスワードを変更</translation>
    </message>
    <message>
        <source>Set a password</source>
        <translation>パスワードを設定</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>現在のパスワード</translation>
    </message>
    <message numerus="yes">
        <source>New password, at least %n character(s)</source>
        <translation>
            <numerusform>新しいパスワード（%n 文字以上）</numerusform>
        </translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>確認のため、もう一度</translation>
    </message>
    <message>
        <source>Remove the copies in this folder that open without this password</source>
        <translation>このパスワードなしで開けるフォルダー内の控えを削除する</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>パスワードを外す</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>二つが一致しません。</translation>
    </message>
</context>
<context>
    <name>PasswordLines</name>
    <message>
        <source>Show what is typed</source>
        <translation>入力した文字を表示</translation>
    </message>
</context>
<context>
    <name>PeopleCommands</name>
    <message>
        <source>Select two or more people in the list first.</source>
        <translation>先に一覧で二人以上を選んでください。</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムと同じ</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい画面</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い画面</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高コントラスト</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Meaning of dates</source>
        <translation>日付の示し方</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字の大きさ</translation>
    </message>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>%n日後</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Remind of copies</source>
        <translation>控えの通知</translation>
    </message>
    <message>
        <source>The name that the history gives</source>
        <translation>履歴に残る名前</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>お名前</translation>
    </message>
    <message>
        <source>Copies of this catalogue</source>
        <translation>この目録の控え</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐ控えを作る</translation>
    </message>
    <message>
        <source>Last copy: {0}</source>
        <translation>最後の控え：{0}</translation>
    </message>
    <message>
        <source>Copying and checking…</source>
        <translation>控えを作って確かめています…</translation>
    </message>
    <message>
        <source>A checked copy is there: {0}</source>
        <translation>確かめた控えができました：{0}</translation>
    </message>
</context>
<context>
    <name>ProblemWords</name>
    <message>
        <source>Cannot be opened</source>
        <translation>開けません</translation>
    </message>
    <message>
        <source>Damaged database</source>
        <translation>データベースの破損</translation>
    </message>
    <message>
        <source>Reference to nothing</source>
        <translation>参照先なし</translation>
    </message>
    <message>
        <source>Altered or lost content</source>
        <translation>内容の変化・消失</translation>
    </message>
    <message>
        <source>Altered history</source>
        <translation>履歴の変化</translation>
    </message>
    <message>
        <source>Lost changes</source>
        <translation>失われた変更</translation>
    </message>
    <message>
        <source>Token of another opening</source>
        <translation>別の回に開いた印</translation>
    </message>
    <message>
        <source>Stale index of names</source>
        <translation>名前の索引が古い</translation>
    </message>
    <message>
        <source>Stale index of words</source>
        <translation>語句の索引が古い</translation>
    </message>
    <message>
        <source>Stale summary</source>
        <translation>要約が古い</translation>
    </message>
    <message>
        <source>Missing image</source>
        <translation>画像なし</translation>
    </message>
    <message>
        <source>Changed image</source>
        <translation>画像の変化</translation>
    </message>
    <message>
        <source>Unused image file</source>
        <translation>未使用の画像</translation>
    </message>
    <message>
        <source>Unreadable image</source>
        <translation>読めない画像</translation>
    </message>
    <message>
        <source>Restore a copy, or salvage what can be read.</source>
        <translation>控えから戻すか、読めるものを救い出してください。</translation>
    </message>
    <message>
        <source>Restore a copy; or, if it is right as it is, accept it.</source>
        <translation>控えから戻すか、今のままで正しければ認めてください。</translation>
    </message>
    <message>
        <source>Restore a complete copy, or add the image again.</source>
        <translation>完全な控えから戻すか、画像を加え直してください。</translation>
    </message>
    <message>
        <source>Nothing: it goes to the trash of images by itself.</source>
        <translation>不要です。自動で画像のごみ箱に移ります。</translation>
    </message>
    <message>
        <source>Check the disk, and the permissions of the folder media.</source>
        <translation>ディスクと、フォルダー media の権限を調べてください。</translation>
    </message>
    <message>
        <source>Derive again.</source>
        <translation>索引を作り直してください。</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Esc stops it; nothing is changed then.</source>
        <translation>Esc で中止できます。中止すれば何も変わりません。</translation>
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
        <source>Select one collection or document first.</source>
        <translation>先に資料群か資料を一つ選んでください。</translation>
    </message>
    <message>
        <source>Select collections or documents first.</source>
        <translation>先に資料群か資料を選んでください。</translation>
    </message>
    <message>
        <source>Select records in the list first.</source>
        <translation>先に一覧で記録を選んでください。</translation>
    </message>
    <message numerus="yes">
        <source>The list as it is shown (%n)</source>
        <translation>
            <numerusform>この一覧（%n件）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The selected (%n)</source>
        <translation>
            <numerusform>選んだ記録（%n件）</numerusform>
        </translation>
    </message>
    <message>
        <source>All: {0}</source>
        <translation>すべての{0}</translation>
    </message>
</context>
<context>
    <name>RecordEditor</name>
    <message>
        <source>new ({0}): {1}</source>
        <translation>新規（{0}）：{1}</translation>
    </message>
    <message>
        <source>new: {1}</source>
        <translation>新規：{1}</translation>
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
    <name>RedactDialog</name>
    <message>
        <source>Take former texts out of the history</source>
        <translation>以前の文字を履歴から除く</translation>
    </message>
    <message>
        <source>Former texts of {0}</source>
        <translation>{0} の以前の文字</translation>
    </message>
    <message>
        <source>What this record held before is taken out of the history; what it holds now stays. Nothing that was done before this can be undone any more. The history tells who did it, when and why.</source>
        <translation>この記録に前に書かれていたことを、履歴から除きます。今の内容は残ります。これより前の操作は、もう取り消せません。だれが、いつ、なぜ除いたかは履歴に残ります。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason, for example: the family asked for it</source>
        <translation>理由（例：遺族の希望）</translation>
    </message>
    <message>
        <source>These copies still hold the former texts. Those that are marked are deleted for good.</source>
        <translation>次の控えには、以前の文字がまだ残っています。印を付けたものは削除し、元には戻せません。</translation>
    </message>
    <message>
        <source>Complete copies on other disks, and what restoring put aside, are not touched.</source>
        <translation>別のディスクの完全な控えと、復元のときに取っておいたものは、そのままです。</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>Copies to delete</source>
        <translation>削除する控え</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Find and replace: {0}</source>
        <translation>検索と置換：{0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>記号</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>記録</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>欄</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>見つかった箇所</translation>
    </message>
    <message>
        <source>Nothing is replaced before you have seen every place.</source>
        <translation>すべての箇所を確かめてから置き換えます。</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>置換後</translation>
    </message>
    <message>
        <source>In</source>
        <translation>範囲</translation>
    </message>
    <message>
        <source>Match letter case</source>
        <translation>大文字・小文字を区別</translation>
    </message>
    <message>
        <source>Whole value only</source>
        <translation>値の全体が一致</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>探す欄</translation>
    </message>
    <message>
        <source>All</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>検索しています…</translation>
    </message>
    <message>
        <source>It stands nowhere there.</source>
        <translation>その文字はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>見つかった箇所 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n place(s); there are more, to be replaced after these</source>
        <translation>
            <numerusform>はじめの %nか所（残りは、このあとで置き換えます）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked</source>
        <translation>
            <numerusform>選択 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n record(s)</source>
        <translation>
            <numerusform>記録 %n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>%nか所を置き換える</numerusform>
        </translation>
    </message>
    <message>
        <source>Replacing…</source>
        <translation>置き換えています…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>やめました。何も変わっていません。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Print a report</source>
        <translation>報告書の印刷</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>範囲</translation>
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
    <name>RestoreDialog</name>
    <message>
        <source>Restore from a copy</source>
        <translation>控えから戻す</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>控え</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>ファイル…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>フォルダー…</translation>
    </message>
    <message>
        <source>A copy, or a folder or disk with copies</source>
        <translation>控えのファイル、または控えのあるフォルダー</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>目録</translation>
    </message>
    <message>
        <source>The folder of the catalogue that is to be restored</source>
        <translation>戻す目録のフォルダー</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
    <message>
        <source>The newest good copy of a folder is taken. It is proved first; what is at its place is put aside whole, in the folder “aside” of the catalogue. Nothing is deleted.</source>
        <translation>フォルダーを指すと、良好で一番新しい控えを使います。まず控えを確かめ、その場所にあるものは、目録のフォルダーの「aside」にそのまま取っておきます。何も消しません。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>戻す</translation>
    </message>
    <message>
        <source>Folder with copies</source>
        <translation>控えのあるフォルダー</translation>
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
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: add a year or a prefecture</source>
        <translation>
            <numerusform>ほか%n人。生年か本籍の県を加えてください</numerusform>
        </translation>
    </message>
    <message>
        <source>All as a list</source>
        <translation>すべてを一覧で</translation>
    </message>
</context>
<context>
    <name>SalvagePage</name>
    <message>
        <source>Reads every row that can still be reached and makes a new catalogue of them; what could not be read is listed in a file. The damaged catalogue is only read and stays as it is.</source>
        <translation>まだ読める行をすべて読み、新しい目録を作ります。読めなかったものは報告のファイルに書き出します。壊れた目録は読むだけで、そのまま残ります。</translation>
    </message>
    <message>
        <source>New catalogue</source>
        <translation>新しい目録</translation>
    </message>
    <message>
        <source>{0} salvaged</source>
        <translation>{0} 救い出し</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>選ぶ…</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>救い出す</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>移した行</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>失われた行</translation>
    </message>
    <message>
        <source>Placeholders</source>
        <translation>空の代わり</translation>
    </message>
    <message>
        <source>From the history</source>
        <translation>履歴から復元</translation>
    </message>
    <message>
        <source>What was brought</source>
        <translation>移したもの</translation>
    </message>
    <message>
        <source>Open the new catalogue</source>
        <translation>新しい目録を開く</translation>
    </message>
</context>
<context>
    <name>SalvageWords</name>
    <message>
        <source>All records</source>
        <translation>全記録</translation>
    </message>
    <message>
        <source>History: rows</source>
        <translation>履歴：行</translation>
    </message>
    <message>
        <source>History: changes</source>
        <translation>履歴：変更</translation>
    </message>
    <message>
        <source>Rows of rosters</source>
        <translation>名簿の行</translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>画像</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>保存した検索</translation>
    </message>
    <message>
        <source>Text typed and not saved</source>
        <translation>保存していない文字</translation>
    </message>
    <message>
        <source>Running numbers</source>
        <translation>続き番号</translation>
    </message>
    <message>
        <source>Kept mappings</source>
        <translation>保存した列の対応</translation>
    </message>
    <message>
        <source>Kept columns of entry</source>
        <translation>保存した入力の列</translation>
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
    <name>SectionHead</name>
    <message>
        <source>has data</source>
        <translation>記入あり</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The catalogue could not be read or put in order: {0}. Check it with `memoircat check`.</source>
        <translation>目録を読めないか、整えられませんでした：{0}。`memoircat check` で調べてください。</translation>
    </message>
    <message>
        <source>The source in hand is no longer there; name another one.</source>
        <translation>手元の典拠がなくなりました。別の典拠を入れてください。</translation>
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
        <source>Restore from a copy…</source>
        <translation>控えから戻す…</translation>
    </message>
    <message>
        <source>What is there is put aside whole</source>
        <translation>今あるものは取っておく</translation>
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
    <name>StartProblem</name>
    <message>
        <source>Check</source>
        <translation>調べる</translation>
    </message>
    <message>
        <source>Restore a copy</source>
        <translation>控えから戻す</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>救い出す</translation>
    </message>
    <message>
        <source>“{0}” cannot be opened</source>
        <translation>「{0}」を開けません</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>開けません</translation>
    </message>
    <message>
        <source>Choose what to do. Looking changes nothing.</source>
        <translation>どうするか選んでください。調べるだけでは何も変わりません。</translation>
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
    <name>StatusLine</name>
    <message>
        <source>All changes saved</source>
        <translation>すべて保存済み</translation>
    </message>
    <message>
        <source>Read only: {0}</source>
        <translation>読み取り専用：{0}</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>読み取り専用</translation>
    </message>
    <message>
        <source>Read only: in use by {0} on {1} since {2} UTC</source>
        <translation>読み取り専用：{0} が {1} で使用中（{2} UTC から）</translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n人</numerusform>
        </translation>
    </message>
    <message>
        <source>It may be: {0}</source>
        <translation>この人かもしれません：{0}</translation>
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
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>ほか %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Records of this person</source>
        <translation>この人物の記録</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Remove the tag {0}</source>
        <translation>タグ {0} を外す</translation>
    </message>
</context>
<context>
    <name>TagsSection</name>
    <message>
        <source>Add a tag</source>
        <translation>タグの追加</translation>
    </message>
    <message>
        <source>A word; Enter adds it</source>
        <translation>言葉を入れて Enter</translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message>
        <source>Code</source>
        <translation>コード</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>使用数</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>用語</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>New</source>
        <translation>新規</translation>
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
        <source>read as {0}</source>
        <translation>{0} と読む</translation>
    </message>
    <message>
        <source>Leave the row out</source>
        <translation>この行を除く</translation>
    </message>
    <message>
        <source>Take it in as written</source>
        <translation>文字のまま取り込む</translation>
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
        <source>left out, or cannot come in</source>
        <translation>除く行・取り込めない行</translation>
    </message>
    <message numerus="yes">
        <source>The first %n are listed.</source>
        <translation>
            <numerusform>はじめの %n件を挙げています。</numerusform>
        </translation>
    </message>
    <message>
        <source>left out</source>
        <translation>除く</translation>
    </message>
    <message>
        <source>keeps all out, or is left out</source>
        <translation>このままでは止まる</translation>
    </message>
    <message>
        <source>comes in as written</source>
        <translation>文字のまま取り込む</translation>
    </message>
</context>
<context>
    <name>TypeSheet</name>
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
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>“{0}” has a password</source>
        <translation>「{0}」にはパスワードがかかっています</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>問題 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is as it was written.</source>
        <translation>すべて書き込んだときのままです。</translation>
    </message>
</context>
<context>
    <name>VocabulariesDialog</name>
    <message>
        <source>Vocabularies</source>
        <translation>用語集</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>追加…</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上へ</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>まとめる…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>やめました。何も変わっていません。</translation>
    </message>
    <message>
        <source>The program knows this term; its words and place can be changed.</source>
        <translation>プログラムが使う用語です。言葉と順序は変えられます。</translation>
    </message>
    <message>
        <source>Back into use</source>
        <translation>また使う</translation>
    </message>
    <message>
        <source>Merging…</source>
        <translation>まとめています…</translation>
    </message>
    <message>
        <source>There is no such step since the vocabularies were opened.</source>
        <translation>用語集を開いてからの操作はありません。</translation>
    </message>
    <message>
        <source>{0} of {1} · Esc stops</source>
        <translation>{0} / {1}・Esc で中止</translation>
    </message>
    <message>
        <source>What could not be saved was put back.</source>
        <translation>保存できなかった文字を元へ戻しました。</translation>
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
    <name>WorkingDialog</name>
    <message>
        <source>Progress</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>やめました。何も変わっていません。</translation>
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
        <source>Password…</source>
        <translation>パスワード…</translation>
    </message>
    <message>
        <source>Copies and check…</source>
        <translation>控えと検査…</translation>
    </message>
    <message>
        <source>Close the catalogue</source>
        <translation>目録を閉じる</translation>
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
        <source>Copy as rows of a table</source>
        <translation>表の行としてコピー</translation>
    </message>
    <message>
        <source>Copy as a citation</source>
        <translation>出典の形でコピー</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>文字としてコピー</translation>
    </message>
    <message>
        <source>Paste an image</source>
        <translation>画像を貼り付け</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>Vocabularies…</source>
        <translation>用語集…</translation>
    </message>
    <message>
        <source>Find and replace…</source>
        <translation>検索と置換…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>設定…</translation>
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
        <source>Holdings as a tree</source>
        <translation>所蔵を階層で表示</translation>
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
        <source>New record in this one</source>
        <translation>この中に新規記録</translation>
    </message>
    <message>
        <source>Move into another…</source>
        <translation>別の所へ移動…</translation>
    </message>
    <message>
        <source>Edit the selected…</source>
        <translation>まとめて編集…</translation>
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
        <source>Add a link, a tag…</source>
        <translation>関係・タグの追加…</translation>
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
        <source>Entry row by row</source>
        <translation>行ごとの入力</translation>
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
        <source>Find a command</source>
        <translation>操作を探す</translation>
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
        <source>Open the log</source>
        <translation>ログを開く</translation>
    </message>
    <message>
        <source>About MemoirCat</source>
        <translation>MemoirCat について</translation>
    </message>
</context>
</TS>
