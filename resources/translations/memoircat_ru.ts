<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>Application</name>
    <message>
        <source>“{0}” was made with an older MemoirCat and is brought up to date. A copy is kept.</source>
        <translation>«{0}» создан в прежней версии MemoirCat и приводится к новому виду. Копия сохраняется.</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is written anew, with its password.</source>
        <translation>Каталог «{0}» записывается заново, с паролем.</translation>
    </message>
    <message>
        <source>The catalogue “{0}” is written anew, without a password.</source>
        <translation>Каталог «{0}» записывается заново, без пароля.</translation>
    </message>
    <message>
        <source>The catalogue has this password now.</source>
        <translation>Теперь на каталоге стоит этот пароль.</translation>
    </message>
    <message>
        <source>The catalogue has no password now.</source>
        <translation>Пароля на каталоге больше нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) made before can be opened without it.</source>
        <translation>
            <numerusform>%n ранее сделанная копия открывается без него.</numerusform>
            <numerusform>%n ранее сделанные копии открываются без него.</numerusform>
            <numerusform>%n ранее сделанных копий открываются без него.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) made before still have the former one.</source>
        <translation>
            <numerusform>На %n ранее сделанной копии остался прежний пароль.</numerusform>
            <numerusform>На %n ранее сделанных копиях остался прежний пароль.</numerusform>
            <numerusform>На %n ранее сделанных копиях остался прежний пароль.</numerusform>
        </translation>
    </message>
    <message>
        <source>New catalogue</source>
        <translation>Новый каталог</translation>
    </message>
    <message>
        <source>A fault of the program: {0}. What was saved is safe.</source>
        <translation>Сбой программы: {0}. Сохранённое не пострадало.</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>Требует внимания: %n</numerusform>
            <numerusform>Требует внимания: %n</numerusform>
            <numerusform>Требует внимания: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>Edit %n record(s): {0}</source>
        <translation>
            <numerusform>Изменить %n запись: {0}</numerusform>
            <numerusform>Изменить %n записи: {0}</numerusform>
            <numerusform>Изменить %n записей: {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>What to edit</source>
        <translation>Что изменить</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Поля</translation>
    </message>
    <message>
        <source>Add a statement</source>
        <translation>Добавить сведение</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Access and rights</source>
        <translation>Доступ и права</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Метки</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>Задать</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Очистить</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Шифр</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Станет</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Что изменится</translation>
    </message>
    <message>
        <source>Same: {0}</source>
        <translation>Одинаково: {0}</translation>
    </message>
    <message numerus="yes">
        <source>Mixed: %n value(s)</source>
        <translation>
            <numerusform>Разное: %n значение</numerusform>
            <numerusform>Разное: %n значения</numerusform>
            <numerusform>Разное: %n значений</numerusform>
        </translation>
    </message>
    <message>
        <source>Something cannot be taken yet: it is marked where it stands.</source>
        <translation>Есть значения, которые пока нельзя принять: причина указана под полем.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Подсчёт…</translation>
    </message>
    <message>
        <source>Nothing is touched yet. Only what you touch is changed.</source>
        <translation>Пока ничего не задано. Изменятся только заданные поля.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: all hold this already.</source>
        <translation>{0}: везде уже так.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) differ(s)</source>
        <translation>
            <numerusform>изменится %n запись</numerusform>
            <numerusform>изменятся %n записи</numerusform>
            <numerusform>изменится %n записей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) change(s)</source>
        <translation>
            <numerusform>задано %n поле</numerusform>
            <numerusform>задано %n поля</numerusform>
            <numerusform>задано %n полей</numerusform>
        </translation>
    </message>
    <message>
        <source>each gets a statement: {0}</source>
        <translation>каждой добавится сведение: {0}</translation>
    </message>
    <message>
        <source>the source “{0}” is made</source>
        <translation>будет создан источник «{0}»</translation>
    </message>
    <message numerus="yes">
        <source>Change %n record(s)</source>
        <translation>
            <numerusform>Изменить %n запись</numerusform>
            <numerusform>Изменить %n записи</numerusform>
            <numerusform>Изменить %n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Изменение…</translation>
    </message>
    <message numerus="yes">
        <source>%n without</source>
        <translation>
            <numerusform>пусто: %n</numerusform>
            <numerusform>пусто: %n</numerusform>
            <numerusform>пусто: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchRow</name>
    <message>
        <source>{0}: what to do</source>
        <translation>{0}: что сделать</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Не менять</translation>
    </message>
    <message>
        <source>Put back: {0}</source>
        <translation>Вернуть: {0}</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>изменено</translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message>
        <source>{0} — trash</source>
        <translation>{0} — корзина</translation>
    </message>
    <message numerus="yes">
        <source>None fits. Without filters: %n record(s).</source>
        <translation>
            <numerusform>Ничего не подходит. Без фильтров: %n запись.</numerusform>
            <numerusform>Ничего не подходит. Без фильтров: %n записи.</numerusform>
            <numerusform>Ничего не подходит. Без фильтров: %n записей.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing here yet.</source>
        <translation>Здесь пока ничего нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n запись</numerusform>
            <numerusform>%n записи</numerusform>
            <numerusform>%n записей</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n piece(s)</source>
        <translation>
            <numerusform>, %n единица</numerusform>
            <numerusform>, %n единицы</numerusform>
            <numerusform>, %n единиц</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Working copy on this machine</source>
        <translation>Рабочая копия на этом компьютере</translation>
    </message>
    <message>
        <source>A working copy of “{0}” is made.</source>
        <translation>Создаётся рабочая копия «{0}».</translation>
    </message>
    <message>
        <source>Catalogue from what was kept</source>
        <translation>Каталог из сохранённого</translation>
    </message>
    <message>
        <source>A catalogue is made of what was kept.</source>
        <translation>Из сохранённого создаётся каталог.</translation>
    </message>
</context>
<context>
    <name>CareDialog</name>
    <message>
        <source>Copies and check</source>
        <translation>Копии и проверка</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Копии</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверка</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Спасение</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Остановить</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Esc stops it; nothing is changed then.</source>
        <translation>Esc остановит; тогда ничего не изменится.</translation>
    </message>
</context>
<context>
    <name>CatalogueCommands</name>
    <message>
        <source>There is no log yet: nothing was written to it.</source>
        <translation>Журнала пока нет: записывать было нечего.</translation>
    </message>
    <message>
        <source>The log is in the file {0}</source>
        <translation>Журнал находится в файле {0}</translation>
    </message>
</context>
<context>
    <name>CellEditor</name>
    <message>
        <source>Cell</source>
        <translation>Ячейка</translation>
    </message>
</context>
<context>
    <name>ChangesWords</name>
    <message numerus="yes">
        <source>%n change(s) made since are not in it.</source>
        <translation>
            <numerusform>В неё не вошло %n более позднее изменение.</numerusform>
            <numerusform>В неё не вошли %n более поздних изменения.</numerusform>
            <numerusform>В неё не вошли %n более поздних изменений.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckPage</name>
    <message>
        <source>Proves database, records, history and indexes by what was written. Nothing is changed.</source>
        <translation>Сверяет базу, записи, историю и указатели с тем, что было записано. Ничего не меняется.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Also read every image</source>
        <translation>Читать и все изображения</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Проблема</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Где</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Что делать</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Подробности</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Проблемы</translation>
    </message>
    <message>
        <source>Not checked yet.</source>
        <translation>Проверки ещё не было.</translation>
    </message>
    <message>
        <source>Derive again</source>
        <translation>Построить указатели</translation>
    </message>
    <message>
        <source>Accept as it is…</source>
        <translation>Принять как есть…</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>Копировать список</translation>
    </message>
    <message>
        <source>What is stored there now counts as right from then on. The history tells who decided it: {0}.</source>
        <translation>То, что там хранится сейчас, впредь считается верным. В истории останется, кто так решил: {0}.</translation>
    </message>
    <message>
        <source>Accept as it is?</source>
        <translation>Принять как есть?</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Принять</translation>
    </message>
    <message>
        <source>The list is copied.</source>
        <translation>Список скопирован.</translation>
    </message>
</context>
<context>
    <name>Closed</name>
    <message>
        <source>Why is it closed?</source>
        <translation>Почему закрыто?</translation>
    </message>
    <message>
        <source>Until when?</source>
        <translation>До какого срока?</translation>
    </message>
</context>
<context>
    <name>ColumnsPage</name>
    <message>
        <source>What do the columns say?</source>
        <translation>Что означают столбцы?</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Столбец</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Примеры</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Чем становится</translation>
    </message>
    <message>
        <source>Values parted by</source>
        <translation>Разделитель</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Mapping</source>
        <translation>Соответствие</translation>
    </message>
    <message>
        <source>A row is</source>
        <translation>Строка — это</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Keep the mapping…</source>
        <translation>Сохранить…</translation>
    </message>
    <message>
        <source>The first row is a head</source>
        <translation>Первая строка — заголовок</translation>
    </message>
    <message>
        <source>A row is known by</source>
        <translation>Ключ строки</translation>
    </message>
    <message>
        <source>Dates such as 3.4.46</source>
        <translation>Даты вида 3.4.46</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>не указано</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>день, месяц, год</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>месяц, день, год</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>год, месяц, день</translation>
    </message>
    <message>
        <source>From the head</source>
        <translation>По заголовкам</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Из файла…</translation>
    </message>
    <message>
        <source>Mapping (.toml)</source>
        <translation>Соответствие (.toml)</translation>
    </message>
    <message>
        <source>its place in the file</source>
        <translation>место в файле</translation>
    </message>
</context>
<context>
    <name>CopiesPage</name>
    <message>
        <source>A copy is the whole database, proved when it is made. The images are in complete copies only.</source>
        <translation>Копия — вся база целиком, проверенная при создании. Изображения есть только в полных копиях.</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Создана</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Записей</translation>
    </message>
    <message>
        <source>Changes since</source>
        <translation>Изм. после</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Размер</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Состояние</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Копии</translation>
    </message>
    <message>
        <source>Make a copy now</source>
        <translation>Создать копию</translation>
    </message>
    <message>
        <source>Copy to another disk…</source>
        <translation>Копия на другой диск…</translation>
    </message>
    <message>
        <source>Restore this copy…</source>
        <translation>Восстановить эту копию…</translation>
    </message>
    <message>
        <source>From a file or folder…</source>
        <translation>Из файла или папки…</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Исправна</translation>
    </message>
    <message>
        <source>Last complete copy: {0}, {1}</source>
        <translation>Последняя полная копия: {0}, {1}</translation>
    </message>
    <message>
        <source>There is no complete copy with the images on another disk yet.</source>
        <translation>Полной копии с изображениями на другом диске ещё нет.</translation>
    </message>
    <message>
        <source>There are no copies yet.</source>
        <translation>Копий ещё нет.</translation>
    </message>
    <message>
        <source>no records</source>
        <translation>записей нет</translation>
    </message>
    <message>
        <source>It holds: {0}</source>
        <translation>В ней: {0}</translation>
    </message>
    <message>
        <source>Changed since: {0}</source>
        <translation>Изменено с тех пор: {0}</translation>
    </message>
    <message>
        <source>The copy is made, and proved.</source>
        <translation>Копия создана и проверена.</translation>
    </message>
    <message>
        <source>Folder on another disk</source>
        <translation>Папка на другом диске</translation>
    </message>
    <message>
        <source>The complete copy is in {0}.</source>
        <translation>Полная копия — в {0}.</translation>
    </message>
    <message>
        <source>Images that could not be copied: {0}</source>
        <translation>Изображений не скопировано: {0}</translation>
    </message>
    <message>
        <source>The copies made there before stay as they are.</source>
        <translation>Прежние копии там остались как были.</translation>
    </message>
    <message>
        <source>The catalogue becomes what it was at {0}.</source>
        <translation>Каталог станет таким, каким был {0}.</translation>
    </message>
    <message>
        <source>What is there now is put aside whole, in the folder “aside” of the catalogue. Nothing is deleted.</source>
        <translation>То, что есть сейчас, целиком откладывается в папку «aside» каталога. Ничего не удаляется.</translation>
    </message>
    <message>
        <source>Restore this copy?</source>
        <translation>Восстановить эту копию?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
</context>
<context>
    <name>CopyReminder</name>
    <message numerus="yes">
        <source>No copy for %n day(s)</source>
        <translation>
            <numerusform>Нет копии %n день</numerusform>
            <numerusform>Нет копии %n дня</numerusform>
            <numerusform>Нет копии %n дней</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No complete copy on another disk for %n day(s)</source>
        <translation>
            <numerusform>Нет полной копии на другом диске %n день</numerusform>
            <numerusform>Нет полной копии на другом диске %n дня</numerusform>
            <numerusform>Нет полной копии на другом диске %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>Last complete copy: {0}, {1}</source>
        <translation>Последняя полная копия: {0}, {1}</translation>
    </message>
    <message>
        <source>There is no complete copy with the images on another disk yet.</source>
        <translation>Полной копии с изображениями на другом диске ещё нет.</translation>
    </message>
</context>
<context>
    <name>CopyWords</name>
    <message>
        <source>By hand</source>
        <translation>Вручную</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Автоматически</translation>
    </message>
    <message>
        <source>Before an import</source>
        <translation>Перед импортом</translation>
    </message>
    <message>
        <source>Before a restore</source>
        <translation>Перед восстановлением</translation>
    </message>
    <message>
        <source>Catalogue was damaged</source>
        <translation>Каталог был повреждён</translation>
    </message>
    <message>
        <source>Kept aside</source>
        <translation>Отложена</translation>
    </message>
    <message>
        <source>Before an upgrade</source>
        <translation>Перед обновлением</translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message numerus="yes">
        <source>%n record(s) copied</source>
        <translation>
            <numerusform>Скопирована %n запись</numerusform>
            <numerusform>Скопированы %n записи</numerusform>
            <numerusform>Скопировано %n записей</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayRuler</name>
    <message>
        <source>Comparison of days</source>
        <translation>Сравнение дат</translation>
    </message>
</context>
<context>
    <name>DecisionPane</name>
    <message>
        <source>The row as it stands in the file</source>
        <translation>Строка, как она стоит в файле</translation>
    </message>
    <message>
        <source>Line {0}: {1}</source>
        <translation>Строка {0}: {1}</translation>
    </message>
    <message>
        <source>{0}: the cell meant</source>
        <translation>{0}: об этой ячейке речь</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <translation>Закрыть</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>Text that was not saved</source>
        <translation>Несохранённый текст</translation>
    </message>
    <message>
        <source>Typed and not saved: {0}</source>
        <translation>Введено и не сохранено: {0}</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Продолжить</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копировать</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Сведение</translation>
    </message>
</context>
<context>
    <name>EncodingPage</name>
    <message>
        <source>Does the text read as it should?</source>
        <translation>Верно ли читается текст?</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодировка</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>Первые строки</translation>
    </message>
    <message>
        <source>The bytes leave no doubt: {0}.</source>
        <translation>Сомнений нет: {0}.</translation>
    </message>
    <message>
        <source>More than one encoding is possible. Choose that in which the names are right.</source>
        <translation>Возможных кодировок несколько. Выберите ту, в которой имена читаются верно.</translation>
    </message>
    <message>
        <source>No known encoding fits all of the file. Choose the one it is meant to be in.</source>
        <translation>Ни одна известная кодировка не подходит ко всему файлу. Выберите ту, в которой он должен быть.</translation>
    </message>
</context>
<context>
    <name>FacetPane</name>
    <message>
        <source>Words</source>
        <translation>Слова</translation>
    </message>
    <message>
        <source>Only records with these words</source>
        <translation>Только записи с этими словами</translation>
    </message>
    <message>
        <source>Where the words stand</source>
        <translation>Где искать слова</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>Сузить список</translation>
    </message>
    <message>
        <source>Without filters</source>
        <translation>Без фильтров</translation>
    </message>
    <message>
        <source>{0}: from/to</source>
        <translation>{0}: с/по</translation>
    </message>
    <message>
        <source>in all texts</source>
        <translation>во всех текстах</translation>
    </message>
    <message>
        <source>Narrow by {0}</source>
        <translation>Отбор: {0}</translation>
    </message>
    <message>
        <source>More…</source>
        <translation>Ещё…</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Не указано</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Not saved yet. Enter saves it, Esc puts back what stood here.</source>
        <translation>Пока не сохранено. Enter сохраняет, Esc возвращает прежнее.</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>Which table?</source>
        <translation>Какая таблица?</translation>
    </message>
    <message>
        <source>A CSV file or an Excel workbook (.xlsx). Nothing is written before the last step.</source>
        <translation>Файл CSV или электронная таблица (.xlsx). До последнего шага ничего не записывается.</translation>
    </message>
    <message>
        <source>Table (.csv, .xlsx)</source>
        <translation>Таблица (.csv, .xlsx)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
</context>
<context>
    <name>FillDialog</name>
    <message>
        <source>Fill down</source>
        <translation>Заполнить вниз</translation>
    </message>
    <message>
        <source>Fill down: {0}</source>
        <translation>Заполнить вниз: {0}</translation>
    </message>
    <message>
        <source>Value, or first number</source>
        <translation>Значение или первый номер</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Число строк</translation>
    </message>
    <message>
        <source>The same in every row</source>
        <translation>Одинаково во всех строках</translation>
    </message>
    <message>
        <source>Numbers that run on</source>
        <translation>Номера по порядку</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Заполнить</translation>
    </message>
</context>
<context>
    <name>GridColumnsDialog</name>
    <message>
        <source>Columns of the grid</source>
        <translation>Столбцы для ввода</translation>
    </message>
    <message>
        <source>Add a column</source>
        <translation>Добавить столбец</translation>
    </message>
    <message>
        <source>Keep under a name…</source>
        <translation>Сохранить под именем…</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>Применить столбцы</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Заголовок</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Чем становится</translation>
    </message>
    <message>
        <source>Runs on</source>
        <translation>По порядку</translation>
    </message>
    <message>
        <source>As above</source>
        <translation>Как выше</translation>
    </message>
    <message>
        <source>Era before dates</source>
        <translation>Эра перед датой</translation>
    </message>
    <message>
        <source>Head of column {0}</source>
        <translation>Заголовок столбца {0}</translation>
    </message>
    <message>
        <source>What column {0} becomes</source>
        <translation>Чем становится столбец {0}</translation>
    </message>
    <message>
        <source>Column {0}: a new row has the next number</source>
        <translation>Столбец {0}: в новой строке следующий номер</translation>
    </message>
    <message>
        <source>Column {0}: a new row has what stands above</source>
        <translation>Столбец {0}: в новой строке то же, что выше</translation>
    </message>
    <message>
        <source>Column {0}: era before dates</source>
        <translation>Столбец {0}: эра перед датой</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Убрать</translation>
    </message>
    <message>
        <source>Remove column {0}</source>
        <translation>Убрать столбец {0}</translation>
    </message>
    <message>
        <source>Column {0}</source>
        <translation>Столбец {0}</translation>
    </message>
    <message>
        <source>Each column needs a head of its own.</source>
        <translation>У каждого столбца должен быть свой заголовок.</translation>
    </message>
    <message>
        <source>Two columns become “{0}”: only one would be kept.</source>
        <translation>Два столбца становятся «{0}»: сохранится лишь один.</translation>
    </message>
    <message>
        <source>Keep the columns</source>
        <translation>Сохранить столбцы</translation>
    </message>
</context>
<context>
    <name>GridModel</name>
    <message>
        <source>Not saved yet</source>
        <translation>Пока не сохранено</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Прочтение</translation>
    </message>
    <message>
        <source>two readings</source>
        <translation>два прочтения</translation>
    </message>
    <message>
        <source>The table has {0} columns, and the grid {1} from this cell on. Nothing was pasted.</source>
        <translation>Столбцов в таблице: {0}, в сетке от этой ячейки: {1}. Ничего не вставлено.</translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message>
        <source>Which roster is in hand? Write its title below and press Enter.</source>
        <translation>Какой список сейчас перед вами? Впишите ниже его заглавие и нажмите Enter.</translation>
    </message>
    <message>
        <source>To the list</source>
        <translation>К списку</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Шаблон</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Столбцы…</translation>
    </message>
    <message>
        <source>Fill down…</source>
        <translation>Заполнить вниз…</translation>
    </message>
    <message>
        <source>Remove the row</source>
        <translation>Убрать строку</translation>
    </message>
    <message>
        <source>next cell</source>
        <translation>следующая ячейка</translation>
    </message>
    <message>
        <source>new row</source>
        <translation>новая строка</translation>
    </message>
    <message>
        <source>to any cell</source>
        <translation>любая ячейка</translation>
    </message>
    <message>
        <source>as above</source>
        <translation>как выше</translation>
    </message>
    <message>
        <source>suggestion</source>
        <translation>подсказка</translation>
    </message>
    <message>
        <source>cells of a table</source>
        <translation>ячейки таблицы</translation>
    </message>
    <message>
        <source>to the list</source>
        <translation>к списку</translation>
    </message>
    <message>
        <source>Entry row by row</source>
        <translation>Ввод по строкам</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) entered</source>
        <translation>
            <numerusform>Введена %n строка</numerusform>
            <numerusform>Введены %n строки</numerusform>
            <numerusform>Введено %n строк</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridView</name>
    <message>
        <source>Rows</source>
        <translation>Строки</translation>
    </message>
    <message>
        <source>Row {0}, {1}</source>
        <translation>Строка {0}, {1}</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>История</translation>
    </message>
    <message>
        <source>History of {0}</source>
        <translation>История: {0}</translation>
    </message>
    <message>
        <source>Bring this version back</source>
        <translation>Вернуть эту версию</translation>
    </message>
    <message>
        <source>Take former texts out of the history…</source>
        <translation>Удалить прежние тексты из истории…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Когда</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Кто</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Что</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Стало</translation>
    </message>
    <message>
        <source>The record becomes what it was after this change; undo takes that back.</source>
        <translation>Запись станет такой, какой была после этого изменения; это можно отменить.</translation>
    </message>
    <message>
        <source>After this change the record was not there.</source>
        <translation>После этого изменения записи не было.</translation>
    </message>
    <message>
        <source>This is how the record stands now.</source>
        <translation>Такова запись сейчас.</translation>
    </message>
</context>
<context>
    <name>HoldingsModel</name>
    <message>
        <source>Title</source>
        <translation>Заглавие</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Шифр</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Уровень</translation>
    </message>
</context>
<context>
    <name>HoldingsTree</name>
    <message>
        <source>Holdings</source>
        <translation>Фонды и документы</translation>
    </message>
</context>
<context>
    <name>IdentifyDialog</name>
    <message>
        <source>Same person?</source>
        <translation>Одно лицо?</translation>
    </message>
    <message>
        <source>Are these one person?</source>
        <translation>Это одно лицо?</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Решение</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Принять решение</translation>
    </message>
</context>
<context>
    <name>ImageCommands</name>
    <message>
        <source>pasted</source>
        <translation>вставка</translation>
    </message>
    <message>
        <source>There is no image to paste.</source>
        <translation>Нет изображения для вставки.</translation>
    </message>
    <message numerus="yes">
        <source>Taking %n image(s) in…</source>
        <translation>
            <numerusform>Загружается %n изображение…</numerusform>
            <numerusform>Загружаются %n изображения…</numerusform>
            <numerusform>Загружается %n изображений…</numerusform>
        </translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Добавить изображения</translation>
    </message>
</context>
<context>
    <name>ImagePane</name>
    <message>
        <source>Smaller</source>
        <translation>Уменьшить</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Увеличить</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Целиком</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>Повернуть</translation>
    </message>
    <message>
        <source>Contrast, negative</source>
        <translation>Контраст, негатив</translation>
    </message>
</context>
<context>
    <name>ImageView</name>
    <message>
        <source>Image</source>
        <translation>Изображение</translation>
    </message>
    <message>
        <source>Loading the image</source>
        <translation>Изображение загружается</translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message>
        <source>Import a table</source>
        <translation>Импорт таблицы</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Шаги</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Файл</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Кодировка</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Столбцы</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>Проба</translation>
    </message>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>Импортировать %n строку</numerusform>
            <numerusform>Импортировать %n строки</numerusform>
            <numerusform>Импортировать %n строк</numerusform>
        </translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импортировать</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Далее</translation>
    </message>
    <message>
        <source>Keep the mapping</source>
        <translation>Сохранить соответствие</translation>
    </message>
    <message>
        <source>Nothing has been written yet</source>
        <translation>Пока ничего не записано</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Импорт…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Остановлено. Ничего не изменилось.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) so far</source>
        <translation>
            <numerusform>Пока %n строка</numerusform>
            <numerusform>Пока %n строки</numerusform>
            <numerusform>Пока %n строк</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Open the record; save the statement</source>
        <translation>Открыть запись; сохранить сведение</translation>
    </message>
    <message>
        <source>Back to the list; put back what stood in the field</source>
        <translation>Назад к списку; вернуть прежнее в поле</translation>
    </message>
    <message>
        <source>Open the list of a field</source>
        <translation>Открыть список поля</translation>
    </message>
    <message>
        <source>Prefer the statement that has the focus</source>
        <translation>Считать выбранное сведение основным</translation>
    </message>
</context>
<context>
    <name>LifeLine</name>
    <message>
        <source>unknown</source>
        <translation>неизвестно</translation>
    </message>
    <message>
        <source>Life in order</source>
        <translation>Жизнь по порядку</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open a catalogue</source>
        <translation>Открыть каталог</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Недавние каталоги</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge</source>
        <translation>Объединить</translation>
    </message>
    <message>
        <source>Merge “{0}” into</source>
        <translation>Объединить «{0}» с термином</translation>
    </message>
    <message>
        <source>The term that stays</source>
        <translation>Термин, который останется</translation>
    </message>
    <message>
        <source>Word or code; F4 opens the list</source>
        <translation>Слово или код; F4 открывает список</translation>
    </message>
    <message>
        <source>Words as written stay as they are. The term goes; undo brings it and every use back.</source>
        <translation>Записанные слова останутся как есть. Термин исчезнет; отмена вернёт его и все случаи его употребления.</translation>
    </message>
    <message>
        <source>Counting the uses…</source>
        <translation>Подсчёт употреблений…</translation>
    </message>
    <message numerus="yes">
        <source>%n use(s) will change.</source>
        <translation>
            <numerusform>Изменится %n употребление.</numerusform>
            <numerusform>Изменятся %n употребления.</numerusform>
            <numerusform>Изменится %n употреблений.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no such term.</source>
        <translation>Такого термина нет.</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Move</source>
        <translation>Переместить</translation>
    </message>
    <message>
        <source>Move into</source>
        <translation>Куда переместить</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Title or code; empty: into nothing</source>
        <translation>Заглавие или шифр; пусто: на верхний уровень</translation>
    </message>
    <message>
        <source>That names no record, or more than one. Choose one from the list.</source>
        <translation>Под это не подходит ни одна запись или подходят несколько. Выберите одну из списка.</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Name</source>
        <translation>Название</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>NamesSection</name>
    <message>
        <source>Name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Another form of the name, or its reading</source>
        <translation>Другая форма имени или его чтение</translation>
    </message>
    <message>
        <source>Name, as written</source>
        <translation>Имя, как записано</translation>
    </message>
    <message>
        <source>Readings that it may have:</source>
        <translation>Возможные чтения:</translation>
    </message>
    <message>
        <source>Take this reading, marked as inferred</source>
        <translation>Принять это чтение с пометкой «предположительное»</translation>
    </message>
    <message>
        <source>Take the reading {0}, marked as inferred</source>
        <translation>Принять чтение {0} с пометкой «предположительное»</translation>
    </message>
    <message>
        <source>Kind of name</source>
        <translation>Вид имени</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Kinds of records</source>
        <translation>Виды записей</translation>
    </message>
</context>
<context>
    <name>NewTermDialog</name>
    <message>
        <source>New term</source>
        <translation>Новый термин</translation>
    </message>
    <message>
        <source>New term: {0}</source>
        <translation>Новый термин: {0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>Made from the English word</source>
        <translation>Образуется от английского слова</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Добавить</translation>
    </message>
</context>
<context>
    <name>NoticeBars</name>
    <message>
        <source>Put this notice away</source>
        <translation>Убрать это сообщение</translation>
    </message>
    <message>
        <source>Until this is decided, nothing is written.</source>
        <translation>Пока это не решено, ничего не записывается.</translation>
    </message>
    <message>
        <source>Restore a copy</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Check and accept</source>
        <translation>Проверить и принять</translation>
    </message>
    <message>
        <source>Better work on a copy on a disk of this machine, and bring it back when it is closed.</source>
        <translation>Надёжнее работать с копией на диске этого компьютера и вернуть её, закрыв.</translation>
    </message>
    <message>
        <source>Make a working copy…</source>
        <translation>Создать рабочую копию…</translation>
    </message>
    <message>
        <source>Read only.</source>
        <translation>Только чтение.</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Открыть снова</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Спасти данные</translation>
    </message>
    <message>
        <source>Open what is there now</source>
        <translation>Открыть то, что там сейчас</translation>
    </message>
    <message>
        <source>What was saved is there. What you have typed stays here until you leave.</source>
        <translation>Сохранённое — там. Набранное остаётся здесь, пока вы не уйдёте.</translation>
    </message>
    <message>
        <source>Open it there</source>
        <translation>Открыть там</translation>
    </message>
    <message>
        <source>What was saved is kept in {0}. What you have typed stays here until you leave.</source>
        <translation>Сохранённое лежит в {0}. Набранное остаётся здесь, пока вы не уйдёте.</translation>
    </message>
    <message>
        <source>Open what was kept…</source>
        <translation>Открыть сохранённое…</translation>
    </message>
    <message>
        <source>Nothing was written since. Copy what you have typed before you leave.</source>
        <translation>С тех пор ничего не записано. Прежде чем уйти, скопируйте набранное.</translation>
    </message>
</context>
<context>
    <name>OutputCommands</name>
    <message>
        <source>Printed to {0}</source>
        <translation>Напечатано в {0}</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>Печать…</translation>
    </message>
</context>
<context>
    <name>PageModel</name>
    <message>
        <source>Page %1</source>
        <translation>Страница %1</translation>
    </message>
</context>
<context>
    <name>PageStrip</name>
    <message>
        <source>Pages</source>
        <translation>Страницы</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Select a record in the list first.</source>
        <translation>Сначала выберите запись в списке.</translation>
    </message>
</context>
<context>
    <name>PartEditor</name>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>PartRow</name>
    <message>
        <source>Open the record</source>
        <translation>Открыть запись</translation>
    </message>
</context>
<context>
    <name>PartsSection</name>
    <message>
        <source>Add: {0}</source>
        <translation>Добавить: {0}</translation>
    </message>
    <message>
        <source>Show all ({0})</source>
        <translation>Показать все ({0})</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Change the password</source>
        <translation>Сменить пароль</translation>
    </message>
    <message>
        <source>Set a password</source>
        <translation>Поставить пароль</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Нынешний пароль</translation>
    </message>
    <message numerus="yes">
        <source>New password, at least %n character(s)</source>
        <translation>
            <numerusform>Новый пароль, не менее %n знака</numerusform>
            <numerusform>Новый пароль, не менее %n знаков</numerusform>
            <numerusform>Новый пароль, не менее %n знаков</numerusform>
        </translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Ещё раз тот же</translation>
    </message>
    <message>
        <source>Remove the copies in this folder that open without this password</source>
        <translation>Удалить копии в этой папке, которые открываются без этого пароля</translation>
    </message>
    <message>
        <source>Remove the password</source>
        <translation>Снять пароль</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Сменить</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Поставить</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Пароли не совпадают.</translation>
    </message>
</context>
<context>
    <name>PasswordLines</name>
    <message>
        <source>Show what is typed</source>
        <translation>Показать введённое</translation>
    </message>
</context>
<context>
    <name>PeopleCommands</name>
    <message>
        <source>Select two or more people in the list first.</source>
        <translation>Сначала выберите в списке не менее двух человек.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Как в системе</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлые</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмные</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Контрастные</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>Meaning of dates</source>
        <translation>Вид дат</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Цвета</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Размер текста</translation>
    </message>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>через %n день</numerusform>
            <numerusform>через %n дня</numerusform>
            <numerusform>через %n дней</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>нет</translation>
    </message>
    <message>
        <source>Remind of copies</source>
        <translation>Напоминать о копиях</translation>
    </message>
    <message>
        <source>The name that the history gives</source>
        <translation>Имя для истории изменений</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ваше имя</translation>
    </message>
    <message>
        <source>Copies of this catalogue</source>
        <translation>Копии этого каталога</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>Создать копию</translation>
    </message>
    <message>
        <source>Last copy: {0}</source>
        <translation>Последняя копия: {0}</translation>
    </message>
    <message>
        <source>Copying and checking…</source>
        <translation>Копирование и проверка…</translation>
    </message>
    <message>
        <source>A checked copy is there: {0}</source>
        <translation>Проверенная копия создана: {0}</translation>
    </message>
</context>
<context>
    <name>ProblemWords</name>
    <message>
        <source>Cannot be opened</source>
        <translation>Не открывается</translation>
    </message>
    <message>
        <source>Damaged database</source>
        <translation>База повреждена</translation>
    </message>
    <message>
        <source>Reference to nothing</source>
        <translation>Ссылка в никуда</translation>
    </message>
    <message>
        <source>Altered or lost content</source>
        <translation>Изменено или утрачено</translation>
    </message>
    <message>
        <source>Altered history</source>
        <translation>История изменена</translation>
    </message>
    <message>
        <source>Lost changes</source>
        <translation>Утраченные изменения</translation>
    </message>
    <message>
        <source>Token of another opening</source>
        <translation>Метка другого открытия</translation>
    </message>
    <message>
        <source>Stale index of names</source>
        <translation>Указатель имён устарел</translation>
    </message>
    <message>
        <source>Stale index of words</source>
        <translation>Указатель слов устарел</translation>
    </message>
    <message>
        <source>Stale summary</source>
        <translation>Сводка устарела</translation>
    </message>
    <message>
        <source>Missing image</source>
        <translation>Нет изображения</translation>
    </message>
    <message>
        <source>Changed image</source>
        <translation>Изображение изменено</translation>
    </message>
    <message>
        <source>Unused image file</source>
        <translation>Лишний файл изображения</translation>
    </message>
    <message>
        <source>Unreadable image</source>
        <translation>Изображение не читается</translation>
    </message>
    <message>
        <source>Restore a copy, or salvage what can be read.</source>
        <translation>Восстановите копию или спасите то, что читается.</translation>
    </message>
    <message>
        <source>Restore a copy; or, if it is right as it is, accept it.</source>
        <translation>Восстановите копию; если всё верно и так, примите как есть.</translation>
    </message>
    <message>
        <source>Restore a complete copy, or add the image again.</source>
        <translation>Восстановите полную копию или добавьте изображение заново.</translation>
    </message>
    <message>
        <source>Nothing: it goes to the trash of images by itself.</source>
        <translation>Ничего: файл сам попадёт в корзину изображений.</translation>
    </message>
    <message>
        <source>Check the disk, and the permissions of the folder media.</source>
        <translation>Проверьте диск и права на папку media.</translation>
    </message>
    <message>
        <source>Derive again.</source>
        <translation>Постройте их заново.</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Esc stops it; nothing is changed then.</source>
        <translation>Esc останавливает; тогда ничего не изменится.</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>This date can be read two ways</source>
        <translation>Эту дату можно понять двояко</translation>
    </message>
    <message>
        <source>spans both</source>
        <translation>охватывает оба</translation>
    </message>
</context>
<context>
    <name>RecordCommands</name>
    <message>
        <source>Select one collection or document first.</source>
        <translation>Сначала выберите один фонд или документ.</translation>
    </message>
    <message>
        <source>Select collections or documents first.</source>
        <translation>Сначала выберите фонды или документы.</translation>
    </message>
    <message>
        <source>Select records in the list first.</source>
        <translation>Сначала выберите записи в списке.</translation>
    </message>
    <message numerus="yes">
        <source>The list as it is shown (%n)</source>
        <translation>
            <numerusform>Этот список (%n)</numerusform>
            <numerusform>Этот список (%n)</numerusform>
            <numerusform>Этот список (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The selected (%n)</source>
        <translation>
            <numerusform>Выбранные (%n)</numerusform>
            <numerusform>Выбранные (%n)</numerusform>
            <numerusform>Выбранные (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>All: {0}</source>
        <translation>Все: {0}</translation>
    </message>
</context>
<context>
    <name>RecordEditor</name>
    <message>
        <source>new ({0}): {1}</source>
        <translation>создать ({0}): {1}</translation>
    </message>
    <message>
        <source>new: {1}</source>
        <translation>создать: {1}</translation>
    </message>
</context>
<context>
    <name>RecordTable</name>
    <message>
        <source>Records</source>
        <translation>Записи</translation>
    </message>
</context>
<context>
    <name>RedactDialog</name>
    <message>
        <source>Take former texts out of the history</source>
        <translation>Удаление прежних текстов из истории</translation>
    </message>
    <message>
        <source>Former texts of {0}</source>
        <translation>Прежние тексты: {0}</translation>
    </message>
    <message>
        <source>What this record held before is taken out of the history; what it holds now stays. Nothing that was done before this can be undone any more. The history tells who did it, when and why.</source>
        <translation>Прежнее содержание этой записи удаляется из истории; нынешнее остаётся. Ничего из сделанного раньше отменить будет уже нельзя. В истории останется, кто, когда и почему это сделал.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>Reason, for example: the family asked for it</source>
        <translation>Причина, например: по просьбе семьи</translation>
    </message>
    <message>
        <source>These copies still hold the former texts. Those that are marked are deleted for good.</source>
        <translation>В этих копиях прежние тексты ещё есть. Отмеченные будут удалены навсегда.</translation>
    </message>
    <message>
        <source>Complete copies on other disks, and what restoring put aside, are not touched.</source>
        <translation>Полные копии на других дисках и отложенное при восстановлении не затрагиваются.</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Copies to delete</source>
        <translation>Копии для удаления</translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message>
        <source>Find and replace: {0}</source>
        <translation>Найти и заменить: {0}</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Шифр</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Запись</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Поле</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Было</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Станет</translation>
    </message>
    <message>
        <source>Places found</source>
        <translation>Найденные места</translation>
    </message>
    <message>
        <source>Nothing is replaced before you have seen every place.</source>
        <translation>Ничего не заменяется, пока не показаны все места.</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Найти</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>Заменить на</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Где</translation>
    </message>
    <message>
        <source>Match letter case</source>
        <translation>Учитывать регистр</translation>
    </message>
    <message>
        <source>Whole value only</source>
        <translation>Только целиком</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>В полях</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Снять все</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Поиск…</translation>
    </message>
    <message>
        <source>It stands nowhere there.</source>
        <translation>Там этого нет.</translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>Найдено %n место</numerusform>
            <numerusform>Найдено %n места</numerusform>
            <numerusform>Найдено %n мест</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n place(s); there are more, to be replaced after these</source>
        <translation>
            <numerusform>Показано мест: %n; остальные заменяются после этих</numerusform>
            <numerusform>Показано мест: %n; остальные заменяются после этих</numerusform>
            <numerusform>Показано мест: %n; остальные заменяются после этих</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked</source>
        <translation>
            <numerusform>отмечено: %n</numerusform>
            <numerusform>отмечено: %n</numerusform>
            <numerusform>отмечено: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n record(s)</source>
        <translation>
            <numerusform>в %n записи</numerusform>
            <numerusform>в %n записях</numerusform>
            <numerusform>в %n записях</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>Заменить в %n месте</numerusform>
            <numerusform>Заменить в %n местах</numerusform>
            <numerusform>Заменить в %n местах</numerusform>
        </translation>
    </message>
    <message>
        <source>Replacing…</source>
        <translation>Замена…</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Остановлено. Ничего не изменилось.</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Print a report</source>
        <translation>Печать отчёта</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Что включить</translation>
    </message>
    <message>
        <source>The whole catalogue</source>
        <translation>Весь каталог</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Отчёт</translation>
    </message>
    <message>
        <source>File (.pdf, .html, .csv)</source>
        <translation>Файл (.pdf, .html, .csv)</translation>
    </message>
    <message>
        <source>There is a file of this name; it will be replaced.</source>
        <translation>Файл с таким именем уже есть; он будет заменён.</translation>
    </message>
    <message>
        <source>Replace the file</source>
        <translation>Заменить файл</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Печать</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore from a copy</source>
        <translation>Восстановление из копии</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Копия</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Файл…</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Папка…</translation>
    </message>
    <message>
        <source>A copy, or a folder or disk with copies</source>
        <translation>Копия либо папка или диск с копиями</translation>
    </message>
    <message>
        <source>Catalogue</source>
        <translation>Каталог</translation>
    </message>
    <message>
        <source>The folder of the catalogue that is to be restored</source>
        <translation>Папка восстанавливаемого каталога</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>The newest good copy of a folder is taken. It is proved first; what is at its place is put aside whole, in the folder “aside” of the catalogue. Nothing is deleted.</source>
        <translation>Из папки берётся самая новая исправная копия. Сначала она проверяется; то, что есть на её месте, целиком откладывается в папку «aside» каталога. Ничего не удаляется.</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Folder with copies</source>
        <translation>Папка с копиями</translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Results</source>
        <translation>Результаты</translation>
    </message>
    <message numerus="yes">
        <source>People whose names fit: %n or more</source>
        <translation>
            <numerusform>Люди с подходящим именем: %n и более</numerusform>
            <numerusform>Люди с подходящим именем: %n и более</numerusform>
            <numerusform>Люди с подходящим именем: %n и более</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>People whose names fit: %n</source>
        <translation>
            <numerusform>Люди с подходящим именем: %n</numerusform>
            <numerusform>Люди с подходящим именем: %n</numerusform>
            <numerusform>Люди с подходящим именем: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Records with these words: %n</source>
        <translation>
            <numerusform>Записи с этими словами: %n</numerusform>
            <numerusform>Записи с этими словами: %n</numerusform>
            <numerusform>Записи с этими словами: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>A name missing here is no proof that he was not there</source>
        <translation>Отсутствие имени здесь не доказывает, что человека там не было</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Команды</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n человек</numerusform>
            <numerusform>%n человека</numerusform>
            <numerusform>%n человек</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: add a year or a prefecture</source>
        <translation>
            <numerusform>Ещё %n человек: добавьте год или префектуру</numerusform>
            <numerusform>Ещё %n человека: добавьте год или префектуру</numerusform>
            <numerusform>Ещё %n человек: добавьте год или префектуру</numerusform>
        </translation>
    </message>
    <message>
        <source>All as a list</source>
        <translation>Всё списком</translation>
    </message>
</context>
<context>
    <name>SalvagePage</name>
    <message>
        <source>Reads every row that can still be reached and makes a new catalogue of them; what could not be read is listed in a file. The damaged catalogue is only read and stays as it is.</source>
        <translation>Читает все строки, до которых ещё можно добраться, и создаёт из них новый каталог; что не прочитано, перечислено в файле. Повреждённый каталог только читается и остаётся как есть.</translation>
    </message>
    <message>
        <source>New catalogue</source>
        <translation>Новый каталог</translation>
    </message>
    <message>
        <source>{0} salvaged</source>
        <translation>{0} спасённое</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Выбрать…</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Спасти данные</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Таблица</translation>
    </message>
    <message>
        <source>Brought</source>
        <translation>Перенесено</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Утрачено</translation>
    </message>
    <message>
        <source>Placeholders</source>
        <translation>Заглушки</translation>
    </message>
    <message>
        <source>From the history</source>
        <translation>Из истории</translation>
    </message>
    <message>
        <source>What was brought</source>
        <translation>Перенесённое</translation>
    </message>
    <message>
        <source>Open the new catalogue</source>
        <translation>Открыть новый каталог</translation>
    </message>
</context>
<context>
    <name>SalvageWords</name>
    <message>
        <source>All records</source>
        <translation>Все записи</translation>
    </message>
    <message>
        <source>History: rows</source>
        <translation>История: строки</translation>
    </message>
    <message>
        <source>History: changes</source>
        <translation>История: изменения</translation>
    </message>
    <message>
        <source>Rows of rosters</source>
        <translation>Строки списков</translation>
    </message>
    <message>
        <source>Vocabularies</source>
        <translation>Словари</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Изображения</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Импорты</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Сохранённые запросы</translation>
    </message>
    <message>
        <source>Text typed and not saved</source>
        <translation>Несохранённый текст</translation>
    </message>
    <message>
        <source>Running numbers</source>
        <translation>Текущие номера</translation>
    </message>
    <message>
        <source>Kept mappings</source>
        <translation>Сохранённые соответствия</translation>
    </message>
    <message>
        <source>Kept columns of entry</source>
        <translation>Сохранённые столбцы ввода</translation>
    </message>
</context>
<context>
    <name>SavedSearches</name>
    <message>
        <source>Saved searches</source>
        <translation>Сохранённые поиски</translation>
    </message>
    <message>
        <source>Save the search</source>
        <translation>Сохранить поиск</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find names, words, codes — &gt; for commands</source>
        <translation>Имена, слова, шифры (&gt; для команд)</translation>
    </message>
    <message>
        <source>Find names, words, codes</source>
        <translation>Поиск имён, слов, шифров</translation>
    </message>
</context>
<context>
    <name>SectionHead</name>
    <message>
        <source>has data</source>
        <translation>есть данные</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>пусто</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>The catalogue could not be read or put in order: {0}. Check it with `memoircat check`.</source>
        <translation>Каталог не удалось прочитать или привести в порядок: {0}. Проверьте его командой `memoircat check`.</translation>
    </message>
    <message>
        <source>The source in hand is no longer there; name another one.</source>
        <translation>Текущего источника больше нет; укажите другой.</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>Source in hand</source>
        <translation>Текущий источник</translation>
    </message>
    <message>
        <source>A source&apos;s title or code; a new title makes a new source</source>
        <translation>Заглавие или шифр источника; новое заглавие создаст источник</translation>
    </message>
    <message>
        <source>Page or frame</source>
        <translation>Лист или кадр</translation>
    </message>
    <message>
        <source>Statements and names entered now cite this source.</source>
        <translation>Вводимые сведения и имена ссылаются на этот источник.</translation>
    </message>
    <message>
        <source>Put down</source>
        <translation>Убрать</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>A catalogue of memoirs, rosters and documents of the Siberian internment</source>
        <translation>Каталог воспоминаний, списков и документов о сибирском интернировании</translation>
    </message>
    <message>
        <source>Version {0} · nothing is sent anywhere</source>
        <translation>Версия {0} · ничего никуда не отправляется</translation>
    </message>
    <message>
        <source>Recent catalogues</source>
        <translation>Недавние каталоги</translation>
    </message>
    <message>
        <source>not found: {0}</source>
        <translation>не найден: {0}</translation>
    </message>
    <message>
        <source>None yet: make a new one, or look at the demonstration.</source>
        <translation>Пока нет: создайте новый или посмотрите образец.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Начать</translation>
    </message>
    <message>
        <source>New catalogue</source>
        <translation>Новый каталог</translation>
    </message>
    <message>
        <source>An empty one, on this computer</source>
        <translation>Пустой, на этом компьютере</translation>
    </message>
    <message>
        <source>Open a catalogue…</source>
        <translation>Открыть каталог…</translation>
    </message>
    <message>
        <source>From a folder</source>
        <translation>Из папки</translation>
    </message>
    <message>
        <source>Restore from a copy…</source>
        <translation>Восстановить из копии…</translation>
    </message>
    <message>
        <source>What is there is put aside whole</source>
        <translation>То, что есть, откладывается</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>Образец</translation>
    </message>
    <message>
        <source>Public facts and an invented family</source>
        <translation>Открытые сведения и вымышленная семья</translation>
    </message>
</context>
<context>
    <name>StartProblem</name>
    <message>
        <source>Check</source>
        <translation>Проверить</translation>
    </message>
    <message>
        <source>Restore a copy</source>
        <translation>Восстановить</translation>
    </message>
    <message>
        <source>Salvage</source>
        <translation>Спасти данные</translation>
    </message>
    <message>
        <source>“{0}” cannot be opened</source>
        <translation>«{0}» не открывается</translation>
    </message>
    <message>
        <source>Cannot be opened</source>
        <translation>Не открывается</translation>
    </message>
    <message>
        <source>Choose what to do. Looking changes nothing.</source>
        <translation>Выберите, что делать. Проверка ничего не меняет.</translation>
    </message>
</context>
<context>
    <name>StatementCard</name>
    <message>
        <source>No source</source>
        <translation>Без источника</translation>
    </message>
    <message>
        <source>Prefer this statement</source>
        <translation>Считать основным</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>основное</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>отклонено</translation>
    </message>
</context>
<context>
    <name>StatementEditor</name>
    <message>
        <source>What</source>
        <translation>Свойство</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>Как записано</translation>
    </message>
    <message>
        <source>When, from</source>
        <translation>Когда, с</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>По</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Место</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>Page or frame</source>
        <translation>Лист или кадр</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Достоверность</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Примечание</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>StatementRow</name>
    <message>
        <source>No source</source>
        <translation>Без источника</translation>
    </message>
    <message>
        <source>preferred</source>
        <translation>основное</translation>
    </message>
</context>
<context>
    <name>StatementsSection</name>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>%n сведение</numerusform>
            <numerusform>%n сведения</numerusform>
            <numerusform>%n сведений</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n событие</numerusform>
            <numerusform>%n события</numerusform>
            <numerusform>%n событий</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>All changes saved</source>
        <translation>Всё сохранено</translation>
    </message>
    <message>
        <source>Read only: {0}</source>
        <translation>Только чтение: {0}</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Только чтение</translation>
    </message>
    <message>
        <source>Read only: in use by {0} on {1} since {2} UTC</source>
        <translation>Только чтение: занят, {0} на {1} с {2} UTC</translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n человек</numerusform>
            <numerusform>%n человека</numerusform>
            <numerusform>%n человек</numerusform>
        </translation>
    </message>
    <message>
        <source>It may be: {0}</source>
        <translation>Возможно, это: {0}</translation>
    </message>
</context>
<context>
    <name>SummaryPane</name>
    <message>
        <source>Nothing is selected.</source>
        <translation>Ничего не выбрано.</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>Жизненный путь</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Open the record (Enter)</source>
        <translation>Открыть запись (Enter)</translation>
    </message>
    <message>
        <source>First image of the record</source>
        <translation>Первое изображение записи</translation>
    </message>
    <message>
        <source>No image</source>
        <translation>Нет изображения</translation>
    </message>
    <message numerus="yes">
        <source>Identified person, %n record(s)</source>
        <translation>
            <numerusform>Установленное лицо, %n запись</numerusform>
            <numerusform>Установленное лицо, %n записи</numerusform>
            <numerusform>Установленное лицо, %n записей</numerusform>
        </translation>
    </message>
    <message>
        <source>Row of a roster → {0}</source>
        <translation>Строка списка → {0}</translation>
    </message>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>Требует внимания: %n</numerusform>
            <numerusform>Требует внимания: %n</numerusform>
            <numerusform>Требует внимания: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
            <numerusform>и ещё %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Records of this person</source>
        <translation>Записи об этом человеке</translation>
    </message>
</context>
<context>
    <name>TagChip</name>
    <message>
        <source>Remove the tag {0}</source>
        <translation>Убрать метку {0}</translation>
    </message>
</context>
<context>
    <name>TagsSection</name>
    <message>
        <source>Add a tag</source>
        <translation>Добавить метку</translation>
    </message>
    <message>
        <source>A word; Enter adds it</source>
        <translation>Слово; Enter добавляет его</translation>
    </message>
</context>
<context>
    <name>TermTable</name>
    <message>
        <source>Code</source>
        <translation>Код</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>В ходу</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>Раз</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Термины</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>New</source>
        <translation>Создать</translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message>
        <source>What would happen</source>
        <translation>Что произойдёт</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Строка</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Столбец</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Значение</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Причина</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Что будет</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Замечания</translation>
    </message>
    <message>
        <source>Leave out the rows that cannot come in</source>
        <translation>Пропустить строки, которые нельзя импортировать</translation>
    </message>
    <message>
        <source>rows read</source>
        <translation>строк прочитано</translation>
    </message>
    <message>
        <source>to write</source>
        <translation>будет записано</translation>
    </message>
    <message>
        <source>known already</source>
        <translation>уже известно</translation>
    </message>
    <message>
        <source>left out, or cannot come in</source>
        <translation>не войдёт</translation>
    </message>
    <message>
        <source>Nothing has been written yet</source>
        <translation>Пока ничего не записано</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) to look at: kept as written.</source>
        <translation>
            <numerusform>Просмотреть %n ячейку: остаётся, как записано.</numerusform>
            <numerusform>Просмотреть %n ячейки: остаются, как записано.</numerusform>
            <numerusform>Просмотреть %n ячеек: остаются, как записано.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n are listed.</source>
        <translation>
            <numerusform>Показано первых: %n.</numerusform>
            <numerusform>Показано первых: %n.</numerusform>
            <numerusform>Показано первых: %n.</numerusform>
        </translation>
    </message>
    <message>
        <source>left out</source>
        <translation>пропущена</translation>
    </message>
    <message>
        <source>keeps all out, or is left out</source>
        <translation>мешает импорту</translation>
    </message>
    <message>
        <source>read as {0}</source>
        <translation>читается как {0}</translation>
    </message>
    <message>
        <source>comes in as written</source>
        <translation>войдёт, как записано</translation>
    </message>
    <message>
        <source>Leave the row out</source>
        <translation>Пропустить строку</translation>
    </message>
    <message>
        <source>Take it in as written</source>
        <translation>Взять, как записано</translation>
    </message>
</context>
<context>
    <name>TypeSheet</name>
    <message>
        <source>Identity</source>
        <translation>Общее</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Имена</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Сведения</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Описание</translation>
    </message>
    <message>
        <source>Access and rights</source>
        <translation>Доступ и права</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>да</translation>
    </message>
    <message>
        <source>no</source>
        <translation>нет</translation>
    </message>
</context>
<context>
    <name>UnlockDialog</name>
    <message>
        <source>“{0}” has a password</source>
        <translation>На каталоге «{0}» стоит пароль</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Пароль</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n проблема</numerusform>
            <numerusform>%n проблемы</numerusform>
            <numerusform>%n проблем</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything is as it was written.</source>
        <translation>Всё так, как было записано.</translation>
    </message>
</context>
<context>
    <name>VocabulariesDialog</name>
    <message>
        <source>Vocabularies</source>
        <translation>Словари</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Добавить…</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Выше</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ниже</translation>
    </message>
    <message>
        <source>Out of use</source>
        <translation>Не использовать</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Пробел</translation>
    </message>
    <message>
        <source>Merge into…</source>
        <translation>Объединить…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Остановлено. Ничего не изменилось.</translation>
    </message>
    <message>
        <source>The program knows this term; its words and place can be changed.</source>
        <translation>Этот термин использует программа; слова и порядок можно менять.</translation>
    </message>
    <message>
        <source>Back into use</source>
        <translation>Использовать</translation>
    </message>
    <message>
        <source>Merging…</source>
        <translation>Объединение…</translation>
    </message>
    <message>
        <source>There is no such step since the vocabularies were opened.</source>
        <translation>С открытия словарей такого действия не было.</translation>
    </message>
    <message>
        <source>{0} of {1} · Esc stops</source>
        <translation>{0} из {1} · Esc останавливает</translation>
    </message>
    <message>
        <source>What could not be saved was put back.</source>
        <translation>Вместо несохранённого возвращено прежнее.</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>To the list</source>
        <translation>К списку</translation>
    </message>
    <message>
        <source>Back to the list (Esc)</source>
        <translation>Назад к списку (Esc)</translation>
    </message>
</context>
<context>
    <name>WorkingDialog</name>
    <message>
        <source>Progress</source>
        <translation>Ход работы</translation>
    </message>
    <message>
        <source>Stopped. Nothing was changed.</source>
        <translation>Остановлено. Ничего не изменилось.</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Файл</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Правка</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Вид</translation>
    </message>
    <message>
        <source>&amp;Record</source>
        <translation>&amp;Запись</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>П&amp;оиск</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Справка</translation>
    </message>
    <message>
        <source>New catalogue…</source>
        <translation>Новый каталог…</translation>
    </message>
    <message>
        <source>Open catalogue…</source>
        <translation>Открыть каталог…</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>Начальная страница</translation>
    </message>
    <message>
        <source>Import a table…</source>
        <translation>Импорт таблицы…</translation>
    </message>
    <message>
        <source>Print a report…</source>
        <translation>Печать отчёта…</translation>
    </message>
    <message>
        <source>Password…</source>
        <translation>Пароль…</translation>
    </message>
    <message>
        <source>Copies and check…</source>
        <translation>Копии и проверка…</translation>
    </message>
    <message>
        <source>Close the catalogue</source>
        <translation>Закрыть каталог</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Выход</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Отменить</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Повторить</translation>
    </message>
    <message>
        <source>Copy as rows of a table</source>
        <translation>Копировать строками таблицы</translation>
    </message>
    <message>
        <source>Copy as a citation</source>
        <translation>Копировать как сноску</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Копировать как текст</translation>
    </message>
    <message>
        <source>Paste an image</source>
        <translation>Вставить изображение</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Удалить</translation>
    </message>
    <message>
        <source>Vocabularies…</source>
        <translation>Словари…</translation>
    </message>
    <message>
        <source>Find and replace…</source>
        <translation>Найти и заменить…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Настройки…</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Назад к списку</translation>
    </message>
    <message>
        <source>Previous record</source>
        <translation>Предыдущая запись</translation>
    </message>
    <message>
        <source>Next record</source>
        <translation>Следующая запись</translation>
    </message>
    <message>
        <source>Show rows of rosters too</source>
        <translation>Показать и строки списков</translation>
    </message>
    <message>
        <source>Holdings as a tree</source>
        <translation>Фонды деревом</translation>
    </message>
    <message>
        <source>Show or fold the summary</source>
        <translation>Показать или скрыть сводку</translation>
    </message>
    <message>
        <source>Show the trash</source>
        <translation>Показать корзину</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Светлый или тёмный вид</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Увеличить текст</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Уменьшить текст</translation>
    </message>
    <message>
        <source>日本語 / English</source>
        <translation>日本語 / English</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>Новая запись</translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation>Открыть запись</translation>
    </message>
    <message>
        <source>Duplicate with the next number</source>
        <translation>Дублировать со следующим номером</translation>
    </message>
    <message>
        <source>New record in this one</source>
        <translation>Новая запись внутри этой</translation>
    </message>
    <message>
        <source>Move into another…</source>
        <translation>Переместить…</translation>
    </message>
    <message>
        <source>Edit the selected…</source>
        <translation>Изменить выбранные…</translation>
    </message>
    <message>
        <source>Add a statement</source>
        <translation>Добавить сведение</translation>
    </message>
    <message>
        <source>Add a name</source>
        <translation>Добавить имя</translation>
    </message>
    <message>
        <source>Add a link, a tag…</source>
        <translation>Добавить связь, метку…</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>Добавить изображения…</translation>
    </message>
    <message>
        <source>Source in hand</source>
        <translation>Текущий источник</translation>
    </message>
    <message>
        <source>Same person?</source>
        <translation>Одно лицо?</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>Разделить снова</translation>
    </message>
    <message>
        <source>Entry row by row</source>
        <translation>Ввод по строкам</translation>
    </message>
    <message>
        <source>History of the record</source>
        <translation>История записи</translation>
    </message>
    <message>
        <source>Find names, words, codes</source>
        <translation>Поиск имён, слов, шифров</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Найти команду</translation>
    </message>
    <message>
        <source>Save the search…</source>
        <translation>Сохранить поиск…</translation>
    </message>
    <message>
        <source>Without filters</source>
        <translation>Без фильтров</translation>
    </message>
    <message>
        <source>Narrow the list</source>
        <translation>Сузить список</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Клавиши</translation>
    </message>
    <message>
        <source>Open the log</source>
        <translation>Открыть журнал работы</translation>
    </message>
    <message>
        <source>About MemoirCat</source>
        <translation>О программе MemoirCat</translation>
    </message>
</context>
</TS>
