<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Application</name>
    <message numerus="yes">
        <source>%n copy(ies) made before can be opened without it.</source>
        <translation>
            <numerusform>%n copy made before can be opened without it.</numerusform>
            <numerusform>%n copies made before can be opened without it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copy(ies) made before still have the former one.</source>
        <translation>
            <numerusform>%n copy made before still has the former one.</numerusform>
            <numerusform>%n copies made before still have the former one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>Needs attention: %n</numerusform>
            <numerusform>Needs attention: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message numerus="yes">
        <source>Edit %n record(s): {0}</source>
        <translation>
            <numerusform>Edit %n record: {0}</numerusform>
            <numerusform>Edit %n records: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Mixed: %n value(s)</source>
        <translation>
            <numerusform>Mixed: %n value</numerusform>
            <numerusform>Mixed: %n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) differ(s)</source>
        <translation>
            <numerusform>%n record differs</numerusform>
            <numerusform>%n records differ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) change(s)</source>
        <translation>
            <numerusform>%n field changes</numerusform>
            <numerusform>%n fields change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %n record(s)</source>
        <translation>
            <numerusform>Change %n record</numerusform>
            <numerusform>Change %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without</source>
        <translation>
            <numerusform>%n without</numerusform>
            <numerusform>%n without</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BrowsePage</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n piece(s)</source>
        <translation>
            <numerusform>, %n piece</numerusform>
            <numerusform>, %n pieces</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None fits. Without filters: %n record(s).</source>
        <translation>
            <numerusform>None fits. Without filters: %n record.</numerusform>
            <numerusform>None fits. Without filters: %n records.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangesWords</name>
    <message numerus="yes">
        <source>%n change(s) made since are not in it.</source>
        <translation>
            <numerusform>%n change made since is not in it.</numerusform>
            <numerusform>%n changes made since are not in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CopyReminder</name>
    <message numerus="yes">
        <source>No copy for %n day(s)</source>
        <translation>
            <numerusform>No copy for %n day</numerusform>
            <numerusform>No copy for %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No complete copy on another disk for %n day(s)</source>
        <translation>
            <numerusform>No complete copy on another disk for %n day</numerusform>
            <numerusform>No complete copy on another disk for %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Copying</name>
    <message numerus="yes">
        <source>%n record(s) copied</source>
        <translation>
            <numerusform>%n record copied</numerusform>
            <numerusform>%n records copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GridPage</name>
    <message numerus="yes">
        <source>%n row(s) entered</source>
        <translation>
            <numerusform>%n row entered</numerusform>
            <numerusform>%n rows entered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageCommands</name>
    <message numerus="yes">
        <source>Taking %n image(s) in…</source>
        <translation>
            <numerusform>Taking %n image in…</numerusform>
            <numerusform>Taking %n images in…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportWizard</name>
    <message numerus="yes">
        <source>Import %n row(s)</source>
        <translation>
            <numerusform>Import %n row</numerusform>
            <numerusform>Import %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) so far</source>
        <translation>
            <numerusform>%n row so far</numerusform>
            <numerusform>%n rows so far</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message numerus="yes">
        <source>%n use(s) will change.</source>
        <translation>
            <numerusform>%n use will change.</numerusform>
            <numerusform>%n uses will change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message numerus="yes">
        <source>New password, at least %n character(s)</source>
        <translation>
            <numerusform>New password, at least %n character</numerusform>
            <numerusform>New password, at least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message numerus="yes">
        <source>after %n day(s)</source>
        <translation>
            <numerusform>after %n day</numerusform>
            <numerusform>after %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordCommands</name>
    <message numerus="yes">
        <source>The list as it is shown (%n)</source>
        <translation>
            <numerusform>The list as it is shown (%n)</numerusform>
            <numerusform>The list as it is shown (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The selected (%n)</source>
        <translation>
            <numerusform>The selected (%n)</numerusform>
            <numerusform>The selected (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReplaceDialog</name>
    <message numerus="yes">
        <source>%n place(s) found</source>
        <translation>
            <numerusform>%n place found</numerusform>
            <numerusform>%n places found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n place(s); there are more, to be replaced after these</source>
        <translation>
            <numerusform>The first %n place; there are more, to be replaced after it</numerusform>
            <numerusform>The first %n places; there are more, to be replaced after these</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checked</source>
        <translation>
            <numerusform>%n checked</numerusform>
            <numerusform>%n checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n record(s)</source>
        <translation>
            <numerusform>in %n record</numerusform>
            <numerusform>in %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replace %n place(s)</source>
        <translation>
            <numerusform>Replace %n place</numerusform>
            <numerusform>Replace %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultList</name>
    <message numerus="yes">
        <source>People whose names fit: %n or more</source>
        <translation>
            <numerusform>People whose names fit: %n or more</numerusform>
            <numerusform>People whose names fit: %n or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>People whose names fit: %n</source>
        <translation>
            <numerusform>People whose names fit: %n</numerusform>
            <numerusform>People whose names fit: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Records with these words: %n</source>
        <translation>
            <numerusform>Records with these words: %n</numerusform>
            <numerusform>Records with these words: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: add a year or a prefecture</source>
        <translation>
            <numerusform>%n more: add a year or a prefecture</numerusform>
            <numerusform>%n more: add a year or a prefecture</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatementsSection</name>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>%n statement</numerusform>
            <numerusform>%n statements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggestionStrip</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SummaryPane</name>
    <message numerus="yes">
        <source>Identified person, %n record(s)</source>
        <translation>
            <numerusform>Identified person, %n record</numerusform>
            <numerusform>Identified person, %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>Needs attention: %n</numerusform>
            <numerusform>Needs attention: %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrialPage</name>
    <message numerus="yes">
        <source>%n cell(s) to look at: kept as written.</source>
        <translation>
            <numerusform>%n cell to look at: kept as written.</numerusform>
            <numerusform>%n cells to look at: kept as written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n are listed.</source>
        <translation>
            <numerusform>The first %n is listed.</numerusform>
            <numerusform>The first %n are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VerdictWords</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
</TS>
