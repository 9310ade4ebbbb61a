<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
        <source>None fits. Without filters: %n record(s).</source>
        <translation>
            <numerusform>None fits. Without filters: %n record.</numerusform>
            <numerusform>None fits. Without filters: %n records.</numerusform>
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
    <name>RecordCommands</name>
    <message numerus="yes">
        <source>Delete %n record(s)</source>
        <translation>
            <numerusform>Delete %n record</numerusform>
            <numerusform>Delete %n records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n image(s): {0}</source>
        <translation>
            <numerusform>Add %n image: {0}</numerusform>
            <numerusform>Add %n images: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Taking %n image(s) in…</source>
        <translation>
            <numerusform>Taking %n image in…</numerusform>
            <numerusform>Taking %n images in…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordForm</name>
    <message numerus="yes">
        <source>Needs attention: %n</source>
        <translation>
            <numerusform>Needs attention: %n</numerusform>
            <numerusform>Needs attention: %n</numerusform>
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
</context>
</TS>
