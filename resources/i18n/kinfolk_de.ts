<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>AboutSheet</name>
    <message>
        <source>About Kinfolk</source>
        <translation>Über Kinfolk</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Faces are found with YuNet (MIT licence) and told apart with SFace (Apache licence), both from the OpenCV Zoo. The window is made with Qt (LGPL).</source>
        <translation>Gesichter findet YuNet (MIT-Lizenz), SFace (Apache-Lizenz) unterscheidet sie; beide stammen aus dem OpenCV Zoo. Das Fenster ist mit Qt gemacht (LGPL).</translation>
    </message>
    <message>
        <source>Finds the people in your own photos, on this computer. Nothing leaves it, and no photo is ever changed.</source>
        <translation>Findet die Menschen auf deinen eigenen Fotos, auf diesem Computer. Nichts verlässt ihn, und kein Foto wird je verändert.</translation>
    </message>
    <message>
        <source>Kinfolk {}</source>
        <translation>Kinfolk {}</translation>
    </message>
</context>
<context>
    <name>ArrivalActions</name>
    <message>
        <source>Not {}: {}</source>
        <translation>Nicht {}: {}</translation>
    </message>
    <message>
        <source>{} of {} confirmed</source>
        <translation>{} von {} bestätigt</translation>
    </message>
    <message>
        <source>{} of {} confirmed, {} taken out</source>
        <translation>{} von {} bestätigt, {} herausgenommen</translation>
    </message>
</context>
<context>
    <name>ArrivalCard</name>
    <message>
        <source>All right</source>
        <translation>Stimmt alles</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>New faces of {}</source>
        <translation>Neue Gesichter von {}</translation>
    </message>
    <message>
        <source>{} new</source>
        <translation>{} neu</translation>
    </message>
</context>
<context>
    <name>ArrivalsBoard</name>
    <message>
        <source>New faces to look over</source>
        <translation>Neue Gesichter zum Durchsehen</translation>
    </message>
    <message>
        <source>{name}, new face {place} of {number}</source>
        <translation>{name}, neues Gesicht {place} von {number}</translation>
    </message>
    <message>
        <source>{}, not sure</source>
        <translation>{}, nicht sicher</translation>
    </message>
</context>
<context>
    <name>ArrivalsPage</name>
    <message>
        <source>All right</source>
        <translation>Stimmt alles</translation>
    </message>
    <message>
        <source>An amber dot marks the one that Kinfolk is least sure of.</source>
        <translation>Ein gelber Punkt zeigt, wo Kinfolk sich am wenigsten sicher ist.</translation>
    </message>
    <message>
        <source>An amber dot marks the {} that Kinfolk is least sure of.</source>
        <translation>Gelbe Punkte zeigen die {}, bei denen Kinfolk sich am wenigsten sicher ist.</translation>
    </message>
    <message>
        <source>Click a face to take it out.</source>
        <translation>Klick ein Gesicht an, um es herauszunehmen.</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Faces that a scan places with people you know appear here, person by person, until you have said that they are right.</source>
        <translation>Gesichter, die eine Suche bekannten Personen zuordnet, erscheinen hier, Person für Person, bis du gesagt hast, dass sie stimmen.</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>stimmt alles</translation>
    </message>
    <message>
        <source>look closer</source>
        <translation>genauer ansehen</translation>
    </message>
    <message>
        <source>no face is left to look over</source>
        <translation>kein Gesicht mehr durchzusehen</translation>
    </message>
    <message>
        <source>since {when}: {what}</source>
        <translation>seit {when}: {what}</translation>
    </message>
    <message>
        <source>take out</source>
        <translation>herausnehmen</translation>
    </message>
    <message>
        <source>the photo</source>
        <translation>das Foto</translation>
    </message>
    <message>
        <source>their page</source>
        <translation>ihre Seite</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>{} more follow when these are done.</source>
        <translation>{} folgen, wenn diese fertig sind.</translation>
    </message>
    <message>
        <source>{} placed with people you know</source>
        <translation>{} bekannten Personen zugeordnet</translation>
    </message>
    <message>
        <source>{}, {} below</source>
        <translation>{}, {} darunter</translation>
    </message>
    <message>
        <source>“All right” means the faces you have seen.</source>
        <translation>„Stimmt alles“ meint die Gesichter, die du gesehen hast.</translation>
    </message>
</context>
<context>
    <name>ArrivedCloser</name>
    <message>
        <source>All right</source>
        <translation>Stimmt alles</translation>
    </message>
    <message>
        <source>New faces of {}</source>
        <translation>Neue Gesichter von {}</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>The others are right</source>
        <translation>Die anderen stimmen</translation>
    </message>
    <message>
        <source>{}, the least sure first. Space or a click takes a face out; drag one to whose it is.</source>
        <translation>{}, die unsichersten zuerst. Leertaste oder Klick nimmt ein Gesicht heraus; zieh es zu der Person, der es gehört.</translation>
    </message>
</context>
<context>
    <name>ArrivedFaces</name>
    <message>
        <source>not sure</source>
        <translation>nicht sicher</translation>
    </message>
</context>
<context>
    <name>BackupSection</name>
    <message>
        <source>Back up now</source>
        <translation>Jetzt sichern</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Backups cannot be kept there</source>
        <translation>Sicherungen können dort nicht liegen</translation>
    </message>
    <message>
        <source>Beside the library</source>
        <translation>Neben der Bibliothek</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Choose a folder for backups</source>
        <translation>Ordner für Sicherungen wählen</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Making a backup…</source>
        <translation>Sicherung läuft…</translation>
    </message>
    <message>
        <source>One a day when something has changed, made by itself and read through. Names, answers and the history are in it; your photos are not.</source>
        <translation>Eine am Tag, wenn sich etwas geändert hat, von selbst gemacht und geprüft. Namen, Antworten und der Verlauf sind darin; deine Fotos nicht.</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Zurückholen…</translation>
    </message>
    <message>
        <source>The first comes by itself</source>
        <translation>Die erste kommt von selbst</translation>
    </message>
    <message>
        <source>The folder for backups is away</source>
        <translation>Der Ordner für Sicherungen ist nicht da</translation>
    </message>
    <message>
        <source>There is no new backup</source>
        <translation>Es gibt keine neue Sicherung</translation>
    </message>
    <message>
        <source>Within ten minutes of the first faces, or as you close.</source>
        <translation>Binnen zehn Minuten nach den ersten Gesichtern oder beim Schließen.</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
</context>
<context>
    <name>BirthField</name>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Pick a day (Alt+Down)</source>
        <translation>Einen Tag wählen (Alt+Runter)</translation>
    </message>
    <message>
        <source>That day has not come yet.</source>
        <translation>Dieser Tag kommt erst noch.</translation>
    </message>
    <message>
        <source>Write it like {}.</source>
        <translation>Schreib es wie {}.</translation>
    </message>
    <message>
        <source>{month} has only {last} days.</source>
        <translation>{month} hat nur {last} Tage.</translation>
    </message>
</context>
<context>
    <name>BirthPopup</name>
    <message>
        <source>Birth date</source>
        <translation>Geburtsdatum</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>CardCommands</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Favourite, or no favourite any more</source>
        <translation>Favorit oder kein Favorit mehr</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Hide, or show again</source>
        <translation>Verbergen oder wieder zeigen</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Look closer…</source>
        <translation>Genauer ansehen…</translation>
    </message>
    <message>
        <source>Make favourite</source>
        <translation>Zum Favoriten machen</translation>
    </message>
    <message>
        <source>Merge the selected people</source>
        <translation>Die ausgewählten Personen zusammenführen</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>Name…</source>
        <translation>Benennen…</translation>
    </message>
    <message>
        <source>New person from this group…</source>
        <translation>Neue Person aus dieser Gruppe…</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>No favourite any more</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Show again</source>
        <translation>Wieder zeigen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>hide</source>
        <translation>verbergen</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>merge</source>
        <translation>zusammenführen</translation>
    </message>
    <message>
        <source>not a face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>show again</source>
        <translation>wieder zeigen</translation>
    </message>
</context>
<context>
    <name>ClauseChip</name>
    <message>
        <source>Delete takes it out of the search</source>
        <translation>Entf nimmt es aus der Suche</translation>
    </message>
    <message>
        <source>In the photo</source>
        <translation>Auf dem Foto</translation>
    </message>
    <message>
        <source>Not in the photo</source>
        <translation>Nicht auf dem Foto</translation>
    </message>
    <message>
        <source>One of these</source>
        <translation>Eine davon</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>It is made of previews.</source>
        <translation>Er wird aus Vorschaubildern gemacht.</translation>
    </message>
    <message>
        <source>Make PDF</source>
        <translation>PDF machen</translation>
    </message>
    <message>
        <source>Names below the photos</source>
        <translation>Namen unter den Fotos</translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept.</source>
        <translation>Angehalten. Nichts wurde behalten.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>“{}” ({}) is in the folder.</source>
        <translation>„{}“ ({}) liegt im Ordner.</translation>
    </message>
</context>
<context>
    <name>CopySheet</name>
    <message>
        <source>A link takes no room, as it is your photo itself under a second name: a change to one changes both. Take copies for whatever somebody may edit. Deleting one leaves the other.</source>
        <translation>Eine Verknüpfung braucht keinen Platz: Sie ist dein Foto selbst unter einem zweiten Namen, und eine Änderung ändert beide. Nimm Kopien, wenn jemand sie bearbeiten könnte. Wird eine gelöscht, bleibt die andere.</translation>
    </message>
    <message>
        <source>And {} more.</source>
        <translation>Und {} weitere.</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy to a folder</source>
        <translation>In einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Files of their own, with the names and dates of your photos. Your photos stay as they are, and nothing in the folder is replaced.</source>
        <translation>Eigene Dateien mit Namen und Datum deiner Fotos. Deine Fotos bleiben, wie sie sind, und im Ordner wird nichts ersetzt.</translation>
    </message>
    <message>
        <source>Hard links</source>
        <translation>Feste Verknüpfungen</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Undo deletes no copies.</source>
        <translation>Rückgängig löscht keine Kopien.</translation>
    </message>
    <message>
        <source>{} copied to “{}”.</source>
        <translation>{} nach „{}“ kopiert.</translation>
    </message>
    <message>
        <source>{} left out:</source>
        <translation>{} ausgelassen:</translation>
    </message>
    <message>
        <source>{} linked in “{}”.</source>
        <translation>{} in „{}“ verknüpft.</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
</context>
<context>
    <name>ElsewhereSheet</name>
    <message>
        <source>Choose another folder</source>
        <translation>Anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Is this the folder?</source>
        <translation>Ist das der Ordner?</translation>
    </message>
    <message>
        <source>Use it anyway</source>
        <translation>Trotzdem nehmen</translation>
    </message>
</context>
<context>
    <name>EngineRow</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>It groups carefully for now: too few faces are known to set it up on your photos.</source>
        <translation>Sie ordnet vorerst vorsichtig: Es sind noch zu wenige Gesichter bekannt, um sie auf deine Fotos einzustellen.</translation>
    </message>
    <message>
        <source>Remove {}</source>
        <translation>{} entfernen</translation>
    </message>
    <message>
        <source>Set up on {} of your photos.</source>
        <translation>Auf {} aus deinen Fotos eingestellt.</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {}</source>
        <translation>{} verwenden</translation>
    </message>
    <message>
        <source>{} still to be read with it.</source>
        <translation>{} damit noch zu lesen.</translation>
    </message>
</context>
<context>
    <name>Exchange</name>
    <message>
        <source>Everything decided (*.json)</source>
        <translation>Alle Entscheidungen (*.json)</translation>
    </message>
    <message>
        <source>Everything decided is in {}</source>
        <translation>Alle Entscheidungen stehen in {}</translation>
    </message>
    <message>
        <source>Export everything decided</source>
        <translation>Alle Entscheidungen exportieren</translation>
    </message>
    <message>
        <source>Exports and address books (*.json *.vcf);;All files (*)</source>
        <translation>Exporte und Adressbücher (*.json *.vcf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import what was decided, or an address book</source>
        <translation>Entschiedenes oder ein Adressbuch importieren</translation>
    </message>
    <message>
        <source>Into which library?</source>
        <translation>In welche Bibliothek?</translation>
    </message>
    <message>
        <source>Of which library?</source>
        <translation>Aus welcher Bibliothek?</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Who is in which photo is in {}</source>
        <translation>Wer auf welchem Foto ist, steht in {}</translation>
    </message>
    <message>
        <source>Who is in which photo, as a table (*.csv)</source>
        <translation>Wer auf welchem Foto ist, als Tabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>FaceBar</name>
    <message>
        <source>Best first</source>
        <translation>Beste zuerst</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>Nach Datum</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
</context>
<context>
    <name>FaceCommands</name>
    <message>
        <source>Drag one onto the portrait to change it.</source>
        <translation>Zieh eines auf das Porträt, um es zu ändern.</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben zu…</translation>
    </message>
    <message>
        <source>Move {} to</source>
        <translation>Verschieben: {} zu</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>Not a face</source>
        <translation>Kein Gesicht</translation>
    </message>
    <message>
        <source>Not {}</source>
        <translation>Nicht {}</translation>
    </message>
    <message>
        <source>Set as portrait</source>
        <translation>Als Porträt nehmen</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>Take the faces away from them</source>
        <translation>Die Gesichter wegnehmen</translation>
    </message>
    <message>
        <source>Two people…</source>
        <translation>Zwei Personen…</translation>
    </message>
    <message>
        <source>{faces} will be {whose}.</source>
        <translation>Danach: {faces} {whose}.</translation>
    </message>
</context>
<context>
    <name>FaceDelegate</name>
    <message>
        <source>portrait</source>
        <translation>Porträt</translation>
    </message>
</context>
<context>
    <name>FacePicker</name>
    <message>
        <source>Every face found so far belongs to somebody.</source>
        <translation>Jedes bisher gefundene Gesicht gehört zu jemandem.</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Faces appear here once a folder has been looked through.</source>
        <translation>Gesichter erscheinen hier, sobald ein Ordner durchsucht wurde.</translation>
    </message>
    <message>
        <source>Faces you pick appear here.</source>
        <translation>Gesichter, die du wählst, erscheinen hier.</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Make it the portrait</source>
        <translation>Zum Porträt machen</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Pick all shown</source>
        <translation>Alle gezeigten wählen</translation>
    </message>
    <message>
        <source>Selected {}</source>
        <translation>Gewählt {}</translation>
    </message>
    <message>
        <source>Single faces {}</source>
        <translation>Einzelne {}</translation>
    </message>
    <message>
        <source>Space picks a face, P makes it the portrait.</source>
        <translation>Leertaste wählt ein Gesicht, P macht es zum Porträt.</translation>
    </message>
    <message>
        <source>This group {}</source>
        <translation>Gruppe {}</translation>
    </message>
</context>
<context>
    <name>FacesTab</name>
    <message>
        <source>Drop some on the card among the people, or on the portrait here.</source>
        <translation>Zieh welche auf die Karte bei den Personen oder hier auf das Porträt.</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>No face yet</source>
        <translation>Noch kein Gesicht</translation>
    </message>
    <message>
        <source>No faces yet</source>
        <translation>Noch keine Gesichter</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>They are in {} without one.</source>
        <translation>Auf {} ohne Gesicht dabei.</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>leave the field</source>
        <translation>Feld verlassen</translation>
    </message>
</context>
<context>
    <name>FilmBar</name>
    <message>
        <source>Any moment of the video (Ctrl+Left, Ctrl+Right)</source>
        <translation>Jeder Moment des Videos (Strg+Links, Strg+Rechts)</translation>
    </message>
    <message>
        <source>Moment of the video</source>
        <translation>Moment des Videos</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Add another folder…</source>
        <translation>Noch ein Ordner…</translation>
    </message>
    <message>
        <source>Find the people in your photos</source>
        <translation>Wer ist auf deinen Fotos?</translation>
    </message>
    <message>
        <source>Kinfolk looks for faces on this computer. Nothing leaves it, and no photo is ever changed.</source>
        <translation>Kinfolk sucht Gesichter auf diesem Computer. Nichts verlässt ihn, und kein Foto wird je verändert.</translation>
    </message>
    <message>
        <source>Look for people in this folder</source>
        <translation>Nach Personen in diesem Ordner suchen</translation>
    </message>
    <message>
        <source>Start looking</source>
        <translation>Suche starten</translation>
    </message>
    <message>
        <source>Take in the names</source>
        <translation>Namen übernehmen</translation>
    </message>
    <message>
        <source>These photos already carry names, of {} people at least: {}…</source>
        <translation>Diese Fotos tragen schon Namen, von mindestens {} Personen: {}…</translation>
    </message>
    <message>
        <source>These photos already carry names: {}.</source>
        <translation>Diese Fotos tragen schon Namen: {}.</translation>
    </message>
    <message>
        <source>They come to the faces when these are found, and can be taken back.</source>
        <translation>Sie kommen zu den Gesichtern, sobald diese gefunden sind, und lassen sich zurücknehmen.</translation>
    </message>
    <message>
        <source>This folder cannot be looked into.</source>
        <translation>In diesen Ordner kann nicht gesehen werden.</translation>
    </message>
    <message>
        <source>about {} photos</source>
        <translation>etwa {} Fotos</translation>
    </message>
    <message>
        <source>counting the photos…</source>
        <translation>die Fotos werden gezählt…</translation>
    </message>
    <message>
        <source>more than {} photos</source>
        <translation>mehr als {} Fotos</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>oder zieh ihn hierher</translation>
    </message>
</context>
<context>
    <name>FolderActions</name>
    <message>
        <source> They are taken out of {files}.</source>
        <translation> Sie werden herausgenommen: {files}.</translation>
    </message>
    <message>
        <source>. Faces are looked for in {} again, which is part of it.</source>
        <translation>. In {} wird wieder nach Gesichtern gesucht, da es ein Teil davon ist.</translation>
    </message>
    <message>
        <source>All names and faces are kept.</source>
        <translation>Alle Namen und Gesichter bleiben erhalten.</translation>
    </message>
    <message>
        <source>Faces are looked for in {}.</source>
        <translation>In {} wird nach Gesichtern gesucht.</translation>
    </message>
    <message>
        <source>Find faces in its photos</source>
        <translation>Gesichter in seinen Fotos finden</translation>
    </message>
    <message>
        <source>Into which library?</source>
        <translation>In welche Bibliothek?</translation>
    </message>
    <message>
        <source>Is this folder {} now?</source>
        <translation>Heißt dieser Ordner jetzt {}?</translation>
    </message>
    <message>
        <source>Is this your old folder? {new} holds {photos} of {old}.</source>
        <translation>Ist das dein alter Ordner? {new} enthält {photos} aus {old}.</translation>
    </message>
    <message>
        <source>It is elsewhere now…</source>
        <translation>Er liegt jetzt woanders…</translation>
    </message>
    <message>
        <source>It is {} now</source>
        <translation>Er heißt jetzt {}</translation>
    </message>
    <message>
        <source>Its drive may be missing, or it was moved or renamed.</source>
        <translation>Vielleicht fehlt sein Laufwerk, oder er wurde verschoben oder umbenannt.</translation>
    </message>
    <message>
        <source>Keep names beside its photos</source>
        <translation>Namen neben seinen Fotos aufbewahren</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Looking for the photos of {} in {}…</source>
        <translation>Kinfolk sucht die Fotos von {} in {}…</translation>
    </message>
    <message>
        <source>Names are no longer kept beside the photos of “{name}”.</source>
        <translation>Neben den Fotos von „{name}“ werden keine Namen mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Names are read in {}.</source>
        <translation>In {} werden Namen gelesen.</translation>
    </message>
    <message>
        <source>Names are written beside {photos} of “{name}”, and after each change.</source>
        <translation>Namen werden neben {photos} von „{name}“ geschrieben, auch nach jeder Änderung.</translation>
    </message>
    <message>
        <source>Names you give are written beside the photos of “{name}” from now on.</source>
        <translation>Namen, die du vergibst, stehen von jetzt an neben den Fotos von „{name}“.</translation>
    </message>
    <message>
        <source>No names are read in {}.</source>
        <translation>In {} werden keine Namen gelesen.</translation>
    </message>
    <message>
        <source>No new faces are looked for in {}. Known ones stay.</source>
        <translation>In {} wird nicht mehr nach Gesichtern gesucht. Bekannte bleiben.</translation>
    </message>
    <message>
        <source>No, another folder</source>
        <translation>Nein, ein anderer</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Read the names its photos carry</source>
        <translation>Die Namen lesen, die seine Fotos tragen</translation>
    </message>
    <message>
        <source>Take it out of Kinfolk</source>
        <translation>Aus Kinfolk herausnehmen</translation>
    </message>
    <message>
        <source>This folder is not there now</source>
        <translation>Dieser Ordner ist gerade nicht da</translation>
    </message>
    <message>
        <source>When its photos were taken…</source>
        <translation>Wann seine Fotos aufgenommen wurden…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>away</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>moved?</source>
        <translation>umgezogen?</translation>
    </message>
    <message>
        <source>no faces</source>
        <translation>Suche aus</translation>
    </message>
    <message>
        <source>scanning</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>{photos} of it lie there.</source>
        <translation>{photos} daraus liegen dort.</translation>
    </message>
    <message>
        <source>{} added</source>
        <translation>{} hinzugefügt</translation>
    </message>
    <message>
        <source>{} is another folder</source>
        <translation>{} ist ein anderer Ordner</translation>
    </message>
    <message>
        <source>{} stays as it is, away.</source>
        <translation>{} bleibt, wie er ist: nicht da.</translation>
    </message>
    <message>
        <source>{} taken out. Its photos stay as they are.</source>
        <translation>{} herausgenommen. Die Fotos darin bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>FolderSection</name>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Find faces here</source>
        <translation>Hier Gesichter finden</translation>
    </message>
    <message>
        <source>Find faces in {}</source>
        <translation>Gesichter in {} finden</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>They are looked through for people. No photo in them is ever changed.</source>
        <translation>Sie werden nach Personen durchgesehen. Kein Foto darin wird je verändert.</translation>
    </message>
    <message>
        <source>What can be done with {}</source>
        <translation>Was mit {} getan werden kann</translation>
    </message>
    <message>
        <source>away</source>
        <translation>nicht da</translation>
    </message>
</context>
<context>
    <name>ForgetSheet</name>
    <message>
        <source>All but the last 30 days</source>
        <translation>Alles bis auf die letzten 30 Tage</translation>
    </message>
    <message>
        <source>All but the last 7 days</source>
        <translation>Alles bis auf die letzten 7 Tage</translation>
    </message>
    <message>
        <source>All that was done so far</source>
        <translation>Alles, was bisher getan wurde</translation>
    </message>
    <message>
        <source>Forget for good</source>
        <translation>Endgültig vergessen</translation>
    </message>
    <message>
        <source>Forgetting…</source>
        <translation>Wird vergessen…</translation>
    </message>
    <message>
        <source>In backups, too</source>
        <translation>Auch in Sicherungen</translation>
    </message>
    <message>
        <source>One that is made now takes their place. Copies elsewhere are not found.</source>
        <translation>Eine, die jetzt gemacht wird, tritt an ihre Stelle. Kopien an anderen Orten werden nicht gefunden.</translation>
    </message>
    <message>
        <source>Undo keeps names, faces and pictures of what you have deleted, and what you said of photos in folders that were taken out. Forgotten, none of it is left in Kinfolk’s files, and nothing brings it back. All that you see now stays.</source>
        <translation>„Rückgängig“ bewahrt Namen, Gesichter und Bilder von allem auf, was du gelöscht hast, und was du zu Fotos in herausgenommenen Ordnern gesagt hast. Ist es vergessen, bleibt davon nichts in den Dateien von Kinfolk, und nichts bringt es zurück. Alles, was du jetzt siehst, bleibt.</translation>
    </message>
    <message>
        <source>What is forgotten</source>
        <translation>Was vergessen wird</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>GroupActions</name>
    <message>
        <source>{} moved to {}</source>
        <translation>{} verschoben zu {}</translation>
    </message>
    <message>
        <source>{} taken out, to Unnamed</source>
        <translation>{} herausgenommen, jetzt unter Unbenannt</translation>
    </message>
</context>
<context>
    <name>GroupDelegate</name>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Look closer (Space)</source>
        <translation>Genauer ansehen (Leertaste)</translation>
    </message>
    <message>
        <source>Probably {}</source>
        <translation>Wahrscheinlich {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>not named yet</source>
        <translation>noch nicht benannt</translation>
    </message>
    <message>
        <source>the same?</source>
        <translation>dieselbe?</translation>
    </message>
</context>
<context>
    <name>GroupField</name>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>GroupList</name>
    <message>
        <source>Unnamed groups</source>
        <translation>Unbenannte Gruppen</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>The beginning</source>
        <translation>Der Anfang</translation>
    </message>
    <message>
        <source>by another program</source>
        <translation>von einem anderen Programm</translation>
    </message>
    <message>
        <source>from the command line</source>
        <translation>von der Kommandozeile</translation>
    </message>
    <message>
        <source>in another window</source>
        <translation>in einem anderen Fenster</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>you are here</source>
        <translation>du bist hier</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Click a line to go to it</source>
        <translation>Ein Klick führt dorthin</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Forget for good…</source>
        <translation>Endgültig vergessen…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Nothing has been done yet. Whatever you decide is listed here, and can be taken back.</source>
        <translation>Es ist noch nichts geschehen. Was du entscheidest, steht hier und kann zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redoes {}</source>
        <translation>Wiederholt {}</translation>
    </message>
    <message>
        <source>Step {} of {}</source>
        <translation>Schritt {} von {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo keeps all of it, also names and faces of what is gone.</source>
        <translation>„Rückgängig“ bewahrt alles davon auf, auch Namen und Gesichter von dem, was weg ist.</translation>
    </message>
    <message>
        <source>Undoes {}</source>
        <translation>Nimmt {} zurück</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Add them, too</source>
        <translation>Auch hinzufügen</translation>
    </message>
    <message>
        <source>Add {}, whom you have not named</source>
        <translation>{} hinzufügen, von dir nicht benannt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Import läuft…</translation>
    </message>
    <message>
        <source>Looking what is in it …</source>
        <translation>Wird durchgesehen …</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>Nichts wurde importiert</translation>
    </message>
    <message>
        <source>One step, which can be undone.</source>
        <translation>Ein Schritt, der rückgängig gemacht werden kann.</translation>
    </message>
    <message>
        <source>The file says {} otherwise. What you have said stays:</source>
        <translation>Die Datei sagt es bei {} anders. Was du gesagt hast, bleibt:</translation>
    </message>
    <message>
        <source>The library knows all of it already.</source>
        <translation>Die Bibliothek weiß das alles schon.</translation>
    </message>
    <message>
        <source>What the file says otherwise</source>
        <translation>Was die Datei anders sagt</translation>
    </message>
</context>
<context>
    <name>Incoming</name>
    <message>
        <source>A face that is {} here</source>
        <translation>Ein Gesicht, das hier {} ist</translation>
    </message>
    <message>
        <source>A face to one, and none to the other</source>
        <translation>Einmal ein Gesicht, einmal keins</translation>
    </message>
    <message>
        <source>A photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>A search for something else by the file</source>
        <translation>In der Datei sucht sie nach etwas anderem</translation>
    </message>
    <message>
        <source>Another portrait by the file</source>
        <translation>In der Datei ein anderes Porträt</translation>
    </message>
    <message>
        <source>Born on another day by the file. Yours stays.</source>
        <translation>In der Datei an einem anderen Tag geboren. Deiner bleibt.</translation>
    </message>
    <message>
        <source>Born {there} by the file, {} here</source>
        <translation>In der Datei geboren {there}, hier {}</translation>
    </message>
    <message>
        <source>Hidden by the file, and not here</source>
        <translation>In der Datei verborgen, hier nicht</translation>
    </message>
    <message>
        <source>Not here: {} of the file. Look for new photos, then import it again.</source>
        <translation>Nicht hier: {} aus der Datei. Such nach neuen Fotos und importiere sie dann noch einmal.</translation>
    </message>
    <message>
        <source>Perhaps, or not, the same as {}</source>
        <translation>Einmal vielleicht, einmal nicht dieselbe Person wie {}</translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation>Jemand ohne Namen</translation>
    </message>
    <message>
        <source>Taken {there} by the file, {} here</source>
        <translation>In der Datei aufgenommen {there}, hier {}</translation>
    </message>
    <message>
        <source>Their face to one, and not to the other</source>
        <translation>Einmal ihr Gesicht, einmal nicht</translation>
    </message>
    <message>
        <source>somebody without a name, or ignored</source>
        <translation>jemand ohne Namen oder ignoriert</translation>
    </message>
    <message>
        <source>{} as a scan has placed them</source>
        <translation>{}, wie eine Suche sie zugeordnet hat</translation>
    </message>
    <message>
        <source>{} not found again</source>
        <translation>{} nicht wiedergefunden</translation>
    </message>
    <message>
        <source>{} of people you have named</source>
        <translation>{} von Personen, die du benannt hast</translation>
    </message>
    <message>
        <source>{} of what is not so</source>
        <translation>{} dazu, was nicht stimmt</translation>
    </message>
    <message>
        <source>{} with a name</source>
        <translation>{} mit Namen</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>A live photo: in its video, {}, no faces are looked for.</source>
        <translation>Ein Live-Foto: In seinem Video, {}, wird nicht nach Gesichtern gesucht.</translation>
    </message>
    <message>
        <source>About this photo</source>
        <translation>Zu diesem Foto</translation>
    </message>
    <message>
        <source>Add somebody without a face…</source>
        <translation>Jemand ohne Gesicht…</translation>
    </message>
    <message>
        <source>At other moments</source>
        <translation>In anderen Momenten</translation>
    </message>
    <message>
        <source>At this moment</source>
        <translation>In diesem Moment</translation>
    </message>
    <message>
        <source>Date not known</source>
        <translation>Datum unbekannt</translation>
    </message>
    <message>
        <source>Go to that moment</source>
        <translation>Zu diesem Moment</translation>
    </message>
    <message>
        <source>In the photo without a face (A)</source>
        <translation>Auf dem Foto ohne Gesicht (A)</translation>
    </message>
    <message>
        <source>In this photo</source>
        <translation>Auf diesem Foto</translation>
    </message>
    <message>
        <source>In this video</source>
        <translation>In diesem Video</translation>
    </message>
    <message>
        <source>Names are kept by Kinfolk; the photo is never changed.</source>
        <translation>Die Namen stehen in Kinfolk; das Foto wird nie verändert.</translation>
    </message>
    <message>
        <source>No face was found here.</source>
        <translation>Hier wurde kein Gesicht gefunden.</translation>
    </message>
    <message>
        <source>No face was found in it.</source>
        <translation>Kein Gesicht wurde darauf gefunden.</translation>
    </message>
    <message>
        <source>Say when it was taken (D)</source>
        <translation>Sagen, wann es aufgenommen wurde (D)</translation>
    </message>
    <message>
        <source>Say who the face is (Enter)</source>
        <translation>Sagen, wer das ist (Enter)</translation>
    </message>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>take out</source>
        <translation>herausnehmen</translation>
    </message>
    <message>
        <source>without a face</source>
        <translation>ohne Gesicht</translation>
    </message>
    <message>
        <source>{} is not in this photo (Delete)</source>
        <translation>{} ist nicht auf diesem Foto (Entf)</translation>
    </message>
</context>
<context>
    <name>KeepNamesSheet</name>
    <message>
        <source>Keep names beside “{}”?</source>
        <translation>Namen neben „{}“ aufbewahren?</translation>
    </message>
    <message>
        <source>Leave them there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <source>Names by Kinfolk stand in {} beside the photos. Taken out, what other programs wrote stays, and files that hold nothing else go. The photos themselves are never written.</source>
        <translation>Namen von Kinfolk stehen in {} neben den Fotos. Werden sie herausgenommen, bleibt, was andere Programme geschrieben haben, und Dateien ohne anderen Inhalt verschwinden. In die Fotos selbst wird nie geschrieben.</translation>
    </message>
    <message>
        <source>Stop keeping names beside “{}”?</source>
        <translation>Keine Namen mehr neben „{}“ aufbewahren?</translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>The photos themselves are never written. Undo takes it out again.</source>
        <translation>In die Fotos selbst wird nie geschrieben. Rückgängig nimmt es wieder heraus.</translation>
    </message>
    <message>
        <source>Write them</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Writes who is in them beside {}</source>
        <translation>Schreibt die Namen in Dateien neben {}</translation>
    </message>
</context>
<context>
    <name>KeysSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LookCloser</name>
    <message>
        <source>1 face waits on Unnamed.</source>
        <translation>1 Gesicht wartet unter Unbenannt.</translation>
    </message>
    <message>
        <source>Add to {}</source>
        <translation>Zu {} hinzufügen</translation>
    </message>
    <message>
        <source>Key: {}</source>
        <translation>Taste: {}</translation>
    </message>
    <message>
        <source>Leave a face in: a group has one at least.</source>
        <translation>Lass ein Gesicht darin: Eine Gruppe hat mindestens eines.</translation>
    </message>
    <message>
        <source>Leave it in</source>
        <translation>Darin lassen</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move to…</source>
        <translation>Verschieben zu…</translation>
    </message>
    <message>
        <source>Move {} to</source>
        <translation>Verschieben: {} zu</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Name {}</source>
        <translation>{} benennen</translation>
    </message>
    <message>
        <source>Same as…</source>
        <translation>Ist schon da…</translation>
    </message>
    <message>
        <source>Space or a click takes a face out; drag one to whose it is. Its photo: Ctrl+O, or hold the button.</source>
        <translation>Leertaste oder Klick nimmt ein Gesicht heraus; zieh es zu der Person, der es gehört. Sein Foto: Strg+O oder Taste halten.</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take out who is somebody else, then say who the others are.</source>
        <translation>Nimm heraus, wer jemand anders ist, und sag dann, wer die übrigen sind.</translation>
    </message>
    <message>
        <source>Take out {}</source>
        <translation>{} herausnehmen</translation>
    </message>
    <message>
        <source>Two people…</source>
        <translation>Zwei Personen…</translation>
    </message>
    <message>
        <source>{faces} for {name}, who is here already, in {photos}.</source>
        <translation>{faces} für {name}, schon bekannt von {photos}.</translation>
    </message>
    <message>
        <source>{faces} will be {whose}.</source>
        <translation>Danach: {faces} {whose}.</translation>
    </message>
    <message>
        <source>{} wait on Unnamed.</source>
        <translation>{} warten unter Unbenannt.</translation>
    </message>
    <message>
        <source>{}, those that fit least first</source>
        <translation>{}, die am wenigsten passenden zuerst</translation>
    </message>
</context>
<context>
    <name>LookGrid</name>
    <message>
        <source>Faces of the group</source>
        <translation>Gesichter der Gruppe</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: {}</source>
        <translation>Wiederholen: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {}</source>
        <translation>Rückgängig: {}</translation>
    </message>
</context>
<context>
    <name>MergeSheet</name>
    <message>
        <source>Born</source>
        <translation>Geboren</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Merge all the same</source>
        <translation>Trotzdem zusammenführen</translation>
    </message>
    <message>
        <source>Merge {}</source>
        <translation>{} zusammenführen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Nobody is twice in one photo, unless it shows a mirror or a picture of them.</source>
        <translation>Niemand ist zweimal auf einem Foto, außer es zeigt einen Spiegel oder ein Bild.</translation>
    </message>
    <message>
        <source>Show photos</source>
        <translation>Fotos zeigen</translation>
    </message>
    <message>
        <source>Some of them are together in {}, so they are different people.</source>
        <translation>Einige sind zusammen auf {}, also verschiedene Personen.</translation>
    </message>
    <message>
        <source>The birth date that stays</source>
        <translation>Das Geburtsdatum, das bleibt</translation>
    </message>
    <message>
        <source>The group will have {}.</source>
        <translation>Die Gruppe hat dann {}.</translation>
    </message>
    <message>
        <source>The name that stays</source>
        <translation>Der Name, der bleibt</translation>
    </message>
    <message>
        <source>The ringed portrait stays. Click on another to keep that one.</source>
        <translation>Das umrandete Porträt bleibt. Klick auf ein anderes, um dieses zu behalten.</translation>
    </message>
    <message>
        <source>The two look little alike.</source>
        <translation>Die beiden sehen sich wenig ähnlich.</translation>
    </message>
    <message>
        <source>Their photos will be those of one person.</source>
        <translation>Ihre Fotos sind dann die einer Person.</translation>
    </message>
    <message>
        <source>They are together in {}, so they are two people.</source>
        <translation>Sie sind zusammen auf {}, also zwei Personen.</translation>
    </message>
    <message>
        <source>the group</source>
        <translation>der Gruppe</translation>
    </message>
    <message>
        <source>{name} will have {faces}.</source>
        <translation>{name} hat dann {faces}.</translation>
    </message>
    <message>
        <source>{} look little like {}.</source>
        <translation>{} haben wenig Ähnlichkeit mit {}.</translation>
    </message>
    <message>
        <source>{} looks little like {}.</source>
        <translation>{} hat wenig Ähnlichkeit mit {}.</translation>
    </message>
</context>
<context>
    <name>NameEdit</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
</context>
<context>
    <name>Namesake</name>
    <message>
        <source>{name} is here already, in {number}.</source>
        <translation>{name} gibt es schon, mit {number}.</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>Add {faces} to {name}</source>
        <translation>{faces} zu {name} hinzufügen</translation>
    </message>
    <message>
        <source>Enter · add</source>
        <translation>Enter · hinzufügen</translation>
    </message>
    <message>
        <source>Nobody was ignored. {why}</source>
        <translation>Niemand wurde ignoriert. {why}</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>tells them apart</source>
        <translation>unterscheidet sie</translation>
    </message>
    <message>
        <source>“{name}” was not saved. {why}</source>
        <translation>„{name}“ wurde nicht gespeichert. {why}</translation>
    </message>
</context>
<context>
    <name>NewGroups</name>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>New groups</source>
        <translation>Neue Gruppen</translation>
    </message>
    <message>
        <source>{groups}, the {number} largest here</source>
        <translation>{groups}, hier die {number} größten</translation>
    </message>
</context>
<context>
    <name>NewPersonDialog</name>
    <message>
        <source>A new group</source>
        <translation>Eine neue Gruppe</translation>
    </message>
    <message>
        <source>Add to {}</source>
        <translation>Zu {} hinzufügen</translation>
    </message>
    <message>
        <source>Create person</source>
        <translation>Person anlegen</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>No face yet: you can give them some later.</source>
        <translation>Noch kein Gesicht: Du kannst später welche zuordnen.</translation>
    </message>
    <message>
        <source>Nothing is changed in your photos.</source>
        <translation>An deinen Fotos wird nichts geändert.</translation>
    </message>
    <message>
        <source>Pick the faces to give to {}.</source>
        <translation>Wähl die Gesichter, die zu {} gehören.</translation>
    </message>
    <message>
        <source>{faces} will be {name}.</source>
        <translation>Danach: {faces} {name}.</translation>
    </message>
    <message>
        <source>{number} given to {name}</source>
        <translation>{number} für {name}</translation>
    </message>
    <message>
        <source>{whom} was added with {faces}</source>
        <translation>{whom} hinzugefügt: {faces}</translation>
    </message>
    <message>
        <source>{} was added</source>
        <translation>{} hinzugefügt</translation>
    </message>
    <message>
        <source>{} will be a group without a name.</source>
        <translation>Danach: {} als Gruppe ohne Namen.</translation>
    </message>
</context>
<context>
    <name>NewPlace</name>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
</context>
<context>
    <name>NoStartSheet</name>
    <message>
        <source>Kinfolk cannot open</source>
        <translation>Kinfolk lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Your photos and what you decided stay as they are.</source>
        <translation>Deine Fotos und was du entschieden hast bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
</context>
<context>
    <name>OfferList</name>
    <message>
        <source>Nobody and nothing is called that.</source>
        <translation>Niemand und nichts heißt so.</translation>
    </message>
    <message>
        <source>What the search may ask for</source>
        <translation>Wonach die Suche fragen kann</translation>
    </message>
</context>
<context>
    <name>OfferSheet</name>
    <message>
        <source>Choose another…</source>
        <translation>Eine andere wählen…</translation>
    </message>
    <message>
        <source>Looking for a good backup…</source>
        <translation>Eine gute Sicherung wird gesucht…</translation>
    </message>
    <message>
        <source>Newest good backup</source>
        <translation>Neueste gute Sicherung</translation>
    </message>
    <message>
        <source>Perhaps there is one on another drive.</source>
        <translation>Vielleicht liegt eine auf einem anderen Laufwerk.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>Diese Sicherung zurückholen</translation>
    </message>
    <message>
        <source>There is none in the usual places</source>
        <translation>An den üblichen Orten liegt keine</translation>
    </message>
    <message>
        <source>Your photos are untouched, and nothing more is written to the library. A backup can take its place; the damaged file is kept beside it.</source>
        <translation>Deine Fotos sind unberührt, und in die Bibliothek wird nichts mehr geschrieben. Eine Sicherung kann an ihre Stelle treten; die beschädigte Datei bleibt daneben liegen.</translation>
    </message>
</context>
<context>
    <name>OpenedPhotos</name>
    <message>
        <source>Add the photo’s folder</source>
        <translation>Den Ordner hinzufügen</translation>
    </message>
    <message>
        <source>“{}” is in none of the folders that Kinfolk knows</source>
        <translation>„{}“ liegt in keinem Ordner, den Kinfolk kennt</translation>
    </message>
</context>
<context>
    <name>Ops</name>
    <message>
        <source>“{}” was not kept. {}</source>
        <translation>„{}“ wurde nicht behalten. {}</translation>
    </message>
</context>
<context>
    <name>OutputSheet</name>
    <message>
        <source>Another folder</source>
        <translation>Ein anderer Ordner</translation>
    </message>
    <message>
        <source>Another…</source>
        <translation>Anderer…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
</context>
<context>
    <name>OwnSteps</name>
    <message>
        <source>The last step was not made here: {}</source>
        <translation>Der letzte Schritt war nicht von hier: {}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>PeopleActions</name>
    <message>
        <source>Merge into {}</source>
        <translation>Mit {} zusammenführen</translation>
    </message>
    <message>
        <source>Merged {} into {}</source>
        <translation>{} mit {} zusammengeführt</translation>
    </message>
    <message>
        <source>Named {}</source>
        <translation>{} benannt</translation>
    </message>
    <message>
        <source>Renamed to {}</source>
        <translation>Umbenannt in {}</translation>
    </message>
    <message>
        <source>a group</source>
        <translation>eine Gruppe</translation>
    </message>
    <message>
        <source>another group</source>
        <translation>einer anderen Gruppe</translation>
    </message>
    <message>
        <source>this group</source>
        <translation>diese Gruppe</translation>
    </message>
    <message>
        <source>this group’s</source>
        <translation>dieser Gruppe</translation>
    </message>
    <message>
        <source>{} are favourites now</source>
        <translation>{} jetzt Favoriten</translation>
    </message>
    <message>
        <source>{} are no favourites any more</source>
        <translation>{} keine Favoriten mehr</translation>
    </message>
    <message>
        <source>{} deleted. The photos stay.</source>
        <translation>{} gelöscht. Die Fotos bleiben.</translation>
    </message>
    <message>
        <source>{} hidden</source>
        <translation>{} verborgen</translation>
    </message>
    <message>
        <source>{} ignored</source>
        <translation>{} ignoriert</translation>
    </message>
    <message>
        <source>{} is a favourite now</source>
        <translation>{} jetzt Favorit</translation>
    </message>
    <message>
        <source>{} is no favourite any more</source>
        <translation>{} kein Favorit mehr</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
    <message>
        <source>{} moved to {}</source>
        <translation>{} verschoben zu {}</translation>
    </message>
    <message>
        <source>{} portrait changed</source>
        <translation>Porträt {} geändert</translation>
    </message>
    <message>
        <source>{} removed. The photos stay.</source>
        <translation>{} entfernt. Die Fotos bleiben.</translation>
    </message>
    <message>
        <source>{} shown again</source>
        <translation>{} wieder zu sehen</translation>
    </message>
    <message>
        <source>{} stand first now</source>
        <translation>{} jetzt ganz vorn</translation>
    </message>
    <message>
        <source>{} stands first now</source>
        <translation>{} jetzt ganz vorn</translation>
    </message>
    <message>
        <source>{} taken away from {}</source>
        <translation>{} weggenommen: {}</translation>
    </message>
</context>
<context>
    <name>PeopleList</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
</context>
<context>
    <name>PeopleModel</name>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
</context>
<context>
    <name>PeopleRow</name>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Most alike</source>
        <translation>Ähnlichste</translation>
    </message>
</context>
<context>
    <name>PersonActions</name>
    <message>
        <source>{} birth date changed</source>
        <translation>Geburtsdatum {} geändert</translation>
    </message>
    <message>
        <source>{} has no name any more</source>
        <translation>{} hat keinen Namen mehr</translation>
    </message>
    <message>
        <source>{} may be twice in {}</source>
        <translation>{} darf zweimal vorkommen: {}</translation>
    </message>
</context>
<context>
    <name>PersonChip</name>
    <message>
        <source>Only photos with {}</source>
        <translation>Nur Fotos mit {}</translation>
    </message>
    <message>
        <source>Only photos without {}</source>
        <translation>Nur Fotos ohne {}</translation>
    </message>
    <message>
        <source>With or without {}</source>
        <translation>Mit oder ohne {}</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
</context>
<context>
    <name>PersonChooser</name>
    <message>
        <source>Choose somebody.</source>
        <translation>Wähl jemanden.</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>New person “{}”…</source>
        <translation>Neue Person „{}“…</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>Nobody has such a name.</source>
        <translation>Niemand heißt so.</translation>
    </message>
    <message>
        <source>You can look at the faces before.</source>
        <translation>Du kannst dir die Gesichter vorher ansehen.</translation>
    </message>
</context>
<context>
    <name>PersonDelegate</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Birth date · optional</source>
        <translation>Geburtsdatum · optional</translation>
    </message>
    <message>
        <source>Drop a face here, or pick one</source>
        <translation>Zieh ein Gesicht hierher oder wähl eines</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Leave it empty to name them later</source>
        <translation>Leer lassen, um später zu benennen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>“{}” tells them apart. Type a better word over it.</source>
        <translation>„{}“ unterscheidet sie. Tippe ein besseres Wort darüber.</translation>
    </message>
</context>
<context>
    <name>PersonHeader</name>
    <message>
        <source>A dot marks faces that Kinfolk has placed and you have not confirmed.</source>
        <translation>Ein Punkt zeigt Gesichter, die Kinfolk zugeordnet hat und du noch nicht bestätigt hast.</translation>
    </message>
    <message>
        <source>Add birth date</source>
        <translation>Geburtsdatum eintragen</translation>
    </message>
    <message>
        <source>Born {}</source>
        <translation>Geboren {}</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Favourites stand first</source>
        <translation>Favoriten stehen vorn</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>{} confirmed</source>
        <translation>{} bestätigt</translation>
    </message>
</context>
<context>
    <name>PersonLine</name>
    <message>
        <source>{} page (P)</source>
        <translation>Seite {} (P)</translation>
    </message>
</context>
<context>
    <name>PersonPage</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>Ctrl M</source>
        <translation>Strg M</translation>
    </message>
    <message>
        <source>Ctrl N</source>
        <translation>Strg N</translation>
    </message>
    <message>
        <source>Ctrl {}</source>
        <translation>Strg {}</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Key: {}</source>
        <translation>Taste: {}</translation>
    </message>
    <message>
        <source>Merge into {}</source>
        <translation>Mit {} zusammenführen</translation>
    </message>
    <message>
        <source>Name or rename</source>
        <translation>Benennen oder umbenennen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Show among people</source>
        <translation>Bei den Personen zeigen</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>What the page shows</source>
        <translation>Was die Seite zeigt</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>Gesichter</translation>
    </message>
    <message>
        <source>merge…</source>
        <translation>zusammenführen…</translation>
    </message>
    <message>
        <source>move to…</source>
        <translation>verschieben zu…</translation>
    </message>
    <message>
        <source>new person</source>
        <translation>neue Person</translation>
    </message>
    <message>
        <source>not them</source>
        <translation>nicht diese Person</translation>
    </message>
    <message>
        <source>photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>photos of the year</source>
        <translation>Fotos des Jahres</translation>
    </message>
    <message>
        <source>photos with them</source>
        <translation>Fotos mit beiden</translation>
    </message>
    <message>
        <source>portrait</source>
        <translation>Porträt</translation>
    </message>
    <message>
        <source>slide show</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>the photo</source>
        <translation>das Foto</translation>
    </message>
    <message>
        <source>together</source>
        <translation>zusammen</translation>
    </message>
    <message>
        <source>years</source>
        <translation>Jahre</translation>
    </message>
</context>
<context>
    <name>PersonRows</name>
    <message>
        <source>Unnamed group</source>
        <translation>Unbenannte Gruppe</translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message>
        <source>Face marked</source>
        <translation>Gesicht markiert</translation>
    </message>
    <message>
        <source>Frame moved</source>
        <translation>Rahmen verschoben</translation>
    </message>
    <message>
        <source>Named {}</source>
        <translation>{} benannt</translation>
    </message>
    <message>
        <source>{} is in this photo, without a face</source>
        <translation>{} ist auf diesem Foto, ohne Gesicht</translation>
    </message>
    <message>
        <source>{} is not in this photo</source>
        <translation>{} ist nicht auf diesem Foto</translation>
    </message>
    <message>
        <source>{} moved to {}</source>
        <translation>{} verschoben zu {}</translation>
    </message>
</context>
<context>
    <name>PhotoCommands</name>
    <message>
        <source>When it was taken…</source>
        <translation>Wann es aufgenommen wurde…</translation>
    </message>
    <message>
        <source>When they were taken…</source>
        <translation>Wann sie aufgenommen wurden…</translation>
    </message>
</context>
<context>
    <name>PhotoTools</name>
    <message>
        <source>About the photo (I)</source>
        <translation>Zum Foto (I)</translation>
    </message>
    <message>
        <source>All of it, or each pixel (0, 1)</source>
        <translation>Alles oder jedes Pixel (0, 1)</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Draw its frame (M)</source>
        <translation>Rahmen ziehen (M)</translation>
    </message>
    <message>
        <source>File ▾</source>
        <translation>Datei ▾</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>Names: {} ▾</source>
        <translation>Namen: {} ▾</translation>
    </message>
    <message>
        <source>Open with the system’s viewer</source>
        <translation>Mit dem Programm des Systems öffnen</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The moments with faces (full stop, comma)</source>
        <translation>Die Momente mit Gesichtern (Punkt, Komma)</translation>
    </message>
    <message>
        <source>There is no other moment with faces</source>
        <translation>Es gibt keinen anderen Moment mit Gesichtern</translation>
    </message>
    <message>
        <source>When names stand at faces (V)</source>
        <translation>Wann Namen an Gesichtern stehen (V)</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>at the pointer</source>
        <translation>am Zeiger</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>{} %, all of it</source>
        <translation>{} %, alles zu sehen</translation>
    </message>
</context>
<context>
    <name>PhotoView</name>
    <message>
        <source>As soon as the photo is drawn…</source>
        <translation>Sobald das Foto gezeichnet ist…</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Ctrl ← →</source>
        <translation>Strg ← →</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Path copied</source>
        <translation>Pfad kopiert</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>The next photo (Right)</source>
        <translation>Das nächste Foto (Rechts)</translation>
    </message>
    <message>
        <source>The photo before (Left)</source>
        <translation>Das vorige Foto (Links)</translation>
    </message>
    <message>
        <source>Who is there, too?</source>
        <translation>Wer ist noch da?</translation>
    </message>
    <message>
        <source>With the mouse: draw around the face</source>
        <translation>Maus: Rahmen ziehen</translation>
    </message>
    <message>
        <source>With the mouse: pull its corners, or inside it</source>
        <translation>Maus: an Ecken oder innen ziehen</translation>
    </message>
    <message>
        <source>a second</source>
        <translation>eine Sekunde</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>larger, smaller</source>
        <translation>größer, kleiner</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>lassen</translation>
    </message>
    <message>
        <source>mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>moment</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>move</source>
        <translation>verschieben</translation>
    </message>
    <message>
        <source>name</source>
        <translation>benennen</translation>
    </message>
    <message>
        <source>next face</source>
        <translation>nächstes Gesicht</translation>
    </message>
    <message>
        <source>not a face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>not them</source>
        <translation>nicht diese Person</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>their page</source>
        <translation>ihre Seite</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>{at} of {number}</source>
        <translation>{at} von {number}</translation>
    </message>
</context>
<context>
    <name>PhotosPage</name>
    <message>
        <source>Add a folder, and its photos stand here. No photo is ever changed.</source>
        <translation>Füg einen Ordner hinzu, dann stehen seine Fotos hier. Kein Foto wird je verändert.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Ctrl F</source>
        <translation>Strg F</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>In all folders the search finds {}.</source>
        <translation>In allen Ordnern findet die Suche {}.</translation>
    </message>
    <message>
        <source>Look in all folders</source>
        <translation>In allen Ordnern suchen</translation>
    </message>
    <message>
        <source>Looking for photos</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>No photo is like that</source>
        <translation>Kein Foto ist so</translation>
    </message>
    <message>
        <source>No photos here now</source>
        <translation>Zurzeit keine Fotos hier</translation>
    </message>
    <message>
        <source>No photos in this folder</source>
        <translation>Keine Fotos in diesem Ordner</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Oldest first</source>
        <translation>Älteste zuerst</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos that were found in another folder stand there.</source>
        <translation>Fotos, die in einem anderen Ordner gefunden wurden, stehen dort.</translation>
    </message>
    <message>
        <source>Photos that you put there appear here once Kinfolk has seen them: F5.</source>
        <translation>Fotos, die du dorthin legst, erscheinen hier, sobald Kinfolk sie gesehen hat: F5.</translation>
    </message>
    <message>
        <source>Show all photos</source>
        <translation>Alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Slide show, copies, PDF</source>
        <translation>Diashow, Kopien, PDF</translation>
    </message>
    <message>
        <source>Take out “{}”</source>
        <translation>„{}“ herausnehmen</translation>
    </message>
    <message>
        <source>They appear here as they are found.</source>
        <translation>Sie erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>Whichever one thing is taken out, the search finds none.</source>
        <translation>Auch wenn man eines davon herausnimmt, findet die Suche keines.</translation>
    </message>
    <message>
        <source>Without “{what}” the search finds {photos}.</source>
        <translation>Ohne „{what}“ findet die Suche {photos}.</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>find photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>weiter</translation>
    </message>
    <message>
        <source>show the photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>slide show</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>das erste</translation>
    </message>
    <message>
        <source>the last</source>
        <translation>das letzte</translation>
    </message>
    <message>
        <source>{selected} of {photos} selected</source>
        <translation>{selected} von {photos} ausgewählt</translation>
    </message>
</context>
<context>
    <name>PhotosTab</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>No photo is just as you ask for.</source>
        <translation>Kein Foto ist genau so, wie du fragst.</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>No such photo</source>
        <translation>Kein solches Foto</translation>
    </message>
    <message>
        <source>Once there are faces, the photos that they are in stand here.</source>
        <translation>Sobald es Gesichter gibt, stehen hier die Fotos dazu.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PickGrid</name>
    <message>
        <source>Faces to pick</source>
        <translation>Gesichter zur Auswahl</translation>
    </message>
</context>
<context>
    <name>PlaceSection</name>
    <message>
        <source>Choose a folder for the library</source>
        <translation>Ordner für die Bibliothek wählen</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Liegt in</translation>
    </message>
    <message>
        <source>Looking how much room it takes…</source>
        <translation>Es wird nachgesehen, wie viel Platz sie braucht…</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move the library to {}?</source>
        <translation>Die Bibliothek nach {} verschieben?</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Verschieben…</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The library cannot be moved there</source>
        <translation>Dorthin lässt sich die Bibliothek nicht verschieben</translation>
    </message>
    <message>
        <source>The library, its backups beside it, engines you added, faces and previews. Your photos stay where they are.</source>
        <translation>Die Bibliothek, ihre Sicherungen daneben, hinzugefügte Engines, Gesichter und Vorschauen. Deine Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>The window closes while {size} are copied and checked; {free} are free there. Once Kinfolk has opened with the copy, the files it was made from are deleted here. Your photos stay where they are.</source>
        <translation>Das Fenster schließt sich, während {size} kopiert und geprüft werden; {free} sind dort frei. Sobald Kinfolk mit der Kopie geöffnet ist, werden die Dateien, aus denen sie entstand, hier gelöscht. Deine Fotos bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>To the usual place</source>
        <translation>An den üblichen Ort</translation>
    </message>
    <message>
        <source>What Kinfolk knows</source>
        <translation>Was Kinfolk weiß</translation>
    </message>
</context>
<context>
    <name>PortraitList</name>
    <message>
        <source>The portrait that stays</source>
        <translation>Das Porträt, das bleibt</translation>
    </message>
</context>
<context>
    <name>ProblemsSheet</name>
    <message>
        <source>A photo that changes is read again by itself.</source>
        <translation>Ein Foto, das sich ändert, wird von selbst neu gelesen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Every photo that was looked at could be read.</source>
        <translation>Jedes Foto, das angesehen wurde, konnte gelesen werden.</translation>
    </message>
    <message>
        <source>Nobody knows why.</source>
        <translation>Niemand weiß, warum.</translation>
    </message>
    <message>
        <source>Photos that could not be read</source>
        <translation>Fotos, die nicht gelesen werden konnten</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>{} could not be read. All others were read.</source>
        <translation>Nicht lesbar: {}. Alles andere wurde gelesen.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Choose a folder with photos</source>
        <translation>Ordner mit Fotos wählen</translation>
    </message>
    <message>
        <source>The backup is read through and put in place…</source>
        <translation>Die Sicherung wird geprüft und zurückgeholt…</translation>
    </message>
    <message>
        <source>The library is moved: {} of {}…</source>
        <translation>Die Bibliothek wird verschoben: {} von {}…</translation>
    </message>
</context>
<context>
    <name>Recognition</name>
    <message>
        <source>Choose an engine</source>
        <translation>Engine wählen</translation>
    </message>
    <message>
        <source>Getting {} ready…</source>
        <translation>{} wird vorbereitet…</translation>
    </message>
    <message>
        <source>Install from a file…</source>
        <translation>Aus einer Datei installieren…</translation>
    </message>
    <message>
        <source>Install this engine</source>
        <translation>Diese Engine installieren</translation>
    </message>
    <message>
        <source>Its files, {}, are deleted; to use it again they have to be installed again.</source>
        <translation>Ihre Dateien, {}, werden gelöscht; um sie wieder zu verwenden, muss sie neu installiert werden.</translation>
    </message>
    <message>
        <source>Looking at {}…</source>
        <translation>{} wird angesehen…</translation>
    </message>
    <message>
        <source>Models (*.onnx)</source>
        <translation>Modelle (*.onnx)</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {}?</source>
        <translation>{} entfernen?</translation>
    </message>
    <message>
        <source>Removing {}…</source>
        <translation>{} wird entfernt…</translation>
    </message>
    <message>
        <source>That is no engine for Kinfolk</source>
        <translation>Das ist keine Engine für Kinfolk</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use {}?</source>
        <translation>{} verwenden?</translation>
    </message>
    <message>
        <source>What finds faces in your photos and tells them apart, on this computer.</source>
        <translation>Was auf diesem Computer Gesichter in deinen Fotos findet und unterscheidet.</translation>
    </message>
    <message>
        <source>the engine before</source>
        <translation>der Engine davor</translation>
    </message>
    <message>
        <source>{} cannot be removed</source>
        <translation>{} kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>{} cannot be used</source>
        <translation>{} kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>{} is used from then on.</source>
        <translation>{} wird von da an verwendet.</translation>
    </message>
    <message>
        <source>{} with faces are read again in the background. You can go on meanwhile, pause it, or close Kinfolk: it goes on later. Everything you have said stays, and so do the faces. What {} knows is kept, so you can go back at once.</source>
        <translation>{} mit Gesichtern werden im Hintergrund neu gelesen. Du kannst währenddessen weitermachen, es anhalten oder Kinfolk schließen: Es geht später weiter. Alles, was du gesagt hast, bleibt, und die Gesichter auch. Was {} weiß, bleibt erhalten, du kannst also sofort zurück.</translation>
    </message>
</context>
<context>
    <name>RefusalsModel</name>
    <message>
        <source>A group</source>
        <translation>Eine Gruppe</translation>
    </message>
    <message>
        <source>Left open: are {} and {} the same?</source>
        <translation>Offen gelassen: Sind {} und {} dieselbe Person?</translation>
    </message>
    <message>
        <source>Left open: is it {}?</source>
        <translation>Offen gelassen: Ist das {}?</translation>
    </message>
    <message>
        <source>Not a face, in {}</source>
        <translation>Kein Gesicht, in {}</translation>
    </message>
    <message>
        <source>Not {}</source>
        <translation>Nicht {}</translation>
    </message>
    <message>
        <source>a group</source>
        <translation>eine Gruppe</translation>
    </message>
    <message>
        <source>this group</source>
        <translation>diese Gruppe</translation>
    </message>
    <message>
        <source>{} and {} are not the same</source>
        <translation>{} und {} sind nicht dieselbe Person</translation>
    </message>
    <message>
        <source>{} may be twice in {}</source>
        <translation>{} darf zweimal vorkommen: {}</translation>
    </message>
</context>
<context>
    <name>RefusalsSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Nothing yet. When you say that a face is not somebody’s, that two people are not the same, or that something is not a face, it stands here, and can be taken back.</source>
        <translation>Noch nichts. Wenn du sagst, dass ein Gesicht nicht zu jemandem gehört, dass zwei nicht dieselbe Person sind oder dass etwas kein Gesicht ist, steht es hier und kann zurückgenommen werden.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>What is taken back may be asked again.</source>
        <translation>Was zurückgenommen wird, kann wieder gefragt werden.</translation>
    </message>
    <message>
        <source>What you said no to</source>
        <translation>Abgelehntes</translation>
    </message>
    <message>
        <source>{} taken back</source>
        <translation>{} zurückgenommen</translation>
    </message>
</context>
<context>
    <name>RenameSheet</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Rename search</source>
        <translation>Suche umbenennen</translation>
    </message>
</context>
<context>
    <name>ReportSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Kinfolk has made a mistake and did not finish what it was at.</source>
        <translation>Kinfolk hat einen Fehler gemacht und etwas nicht zu Ende gebracht.</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>You can go on. If it comes again, close Kinfolk and start it anew, and give this report to whoever can mend it: no photo, name or path is in it.</source>
        <translation>Du kannst weitermachen. Kommt das wieder, dann schließe Kinfolk, starte es neu und gib diesen Bericht jemandem, der es beheben kann: Darin steht kein Foto, kein Name und kein Pfad.</translation>
    </message>
    <message>
        <source>Your photos are untouched, and what was kept before stays; look whether what you did last is there.</source>
        <translation>Deine Fotos sind unberührt, und was schon gesichert war, bleibt; sieh nach, ob dein letzter Schritt da ist.</translation>
    </message>
</context>
<context>
    <name>Rescue</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>RestoreSheet</name>
    <message>
        <source>Another file…</source>
        <translation>Andere Datei…</translation>
    </message>
    <message>
        <source>Backups (*.db);;All files (*)</source>
        <translation>Sicherungen (*.db);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose a backup</source>
        <translation>Sicherung wählen</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Eine Sicherung zurückholen</translation>
    </message>
    <message>
        <source>The library goes back to what it was then. What is there now is kept beside it, and can be restored from here, too.</source>
        <translation>Die Bibliothek wird wieder, was sie damals war. Was jetzt da ist, bleibt daneben liegen und kann von hier ebenfalls zurückgeholt werden.</translation>
    </message>
    <message>
        <source>There is no backup yet.</source>
        <translation>Es gibt noch keine Sicherung.</translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message>
        <source>Not {1}: {0}</source>
        <translation>Nicht {1}: {0}</translation>
    </message>
    <message>
        <source>a group</source>
        <translation>eine Gruppe</translation>
    </message>
    <message>
        <source>{0} and {1} are not the same</source>
        <translation>{0} und {1} sind nicht dieselbe Person</translation>
    </message>
    <message>
        <source>{0} and {1} left open</source>
        <translation>{0} und {1} offen gelassen</translation>
    </message>
    <message>
        <source>{0} is part of {1} now</source>
        <translation>{0} gehört jetzt zu {1}</translation>
    </message>
    <message>
        <source>{0} left open for {1}</source>
        <translation>{0} offen gelassen für {1}</translation>
    </message>
    <message>
        <source>{0} moved to {1}</source>
        <translation>{0} verschoben zu {1}</translation>
    </message>
    <message>
        <source>{} moved to {}</source>
        <translation>{} verschoben zu {}</translation>
    </message>
    <message>
        <source>{} removed. The photos stay.</source>
        <translation>{} entfernt. Die Fotos bleiben.</translation>
    </message>
</context>
<context>
    <name>ReviewBoard</name>
    <message>
        <source>Faces to say yes or no to</source>
        <translation>Gesichter für Ja oder Nein</translation>
    </message>
    <message>
        <source>{name}, face {place} of {number}</source>
        <translation>{name}, Gesicht {place} von {number}</translation>
    </message>
    <message>
        <source>{name}, {faces}</source>
        <translation>{name}, {faces}</translation>
    </message>
    <message>
        <source>{}, selected</source>
        <translation>{}, ausgewählt</translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept this</source>
        <translation>Dieses annehmen</translation>
    </message>
    <message>
        <source>Accept {}</source>
        <translation>{} annehmen</translation>
    </message>
    <message>
        <source>All faces come together as {}</source>
        <translation>Alle Gesichter kommen zusammen als {}</translation>
    </message>
    <message>
        <source>Faces that may be {}</source>
        <translation>Gesichter, vielleicht von {}</translation>
    </message>
    <message>
        <source>Not the same</source>
        <translation>Nicht dieselbe Person</translation>
    </message>
    <message>
        <source>Not them</source>
        <translation>Nicht diese Person</translation>
    </message>
    <message>
        <source>Not these {}</source>
        <translation>Diese {} nicht</translation>
    </message>
    <message>
        <source>Not this one</source>
        <translation>Dieses nicht</translation>
    </message>
    <message>
        <source>Not {}</source>
        <translation>Nicht {}</translation>
    </message>
    <message>
        <source>Same person</source>
        <translation>Dieselbe Person</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>likely</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>maybe</source>
        <translation>vielleicht</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>{} together</source>
        <translation>{} zusammen</translation>
    </message>
</context>
<context>
    <name>ReviewFaces</name>
    <message>
        <source>and {}
more</source>
        <translation>und {}
weitere</translation>
    </message>
</context>
<context>
    <name>ReviewKeys</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>accept this</source>
        <translation>dieses annehmen</translation>
    </message>
    <message>
        <source>accept {}</source>
        <translation>{} annehmen</translation>
    </message>
    <message>
        <source>go, give to</source>
        <translation>gehen, zuordnen</translation>
    </message>
    <message>
        <source>hold: the photo</source>
        <translation>halten: das Foto</translation>
    </message>
    <message>
        <source>leave open</source>
        <translation>offen lassen</translation>
    </message>
    <message>
        <source>none of {}</source>
        <translation>keines von {}</translation>
    </message>
    <message>
        <source>not a face</source>
        <translation>kein Gesicht</translation>
    </message>
    <message>
        <source>not the same</source>
        <translation>nicht dieselbe</translation>
    </message>
    <message>
        <source>not them</source>
        <translation>nicht diese Person</translation>
    </message>
    <message>
        <source>not this one</source>
        <translation>dieses nicht</translation>
    </message>
    <message>
        <source>one by one</source>
        <translation>eines nach dem anderen</translation>
    </message>
    <message>
        <source>same person</source>
        <translation>dieselbe Person</translation>
    </message>
    <message>
        <source>select</source>
        <translation>auswählen</translation>
    </message>
    <message>
        <source>somebody else</source>
        <translation>jemand anders</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>why?</source>
        <translation>warum?</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Faces that may be somebody’s gather here for your yes or no.</source>
        <translation>Gesichter, die zu jemandem gehören könnten, sammeln sich hier für dein Ja oder Nein.</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>Zuordnen</translation>
    </message>
    <message>
        <source>Give somebody a name, and the faces that may be theirs gather here for your yes or no.</source>
        <translation>Gib jemandem einen Namen, dann sammeln sich hier die passenden Gesichter für dein Ja oder Nein.</translation>
    </message>
    <message>
        <source>Hide less likely ones</source>
        <translation>Weniger wahrscheinliche verbergen</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking for faces that may be theirs</source>
        <translation>Passende Gesichter werden gesucht</translation>
    </message>
    <message>
        <source>Name a group</source>
        <translation>Eine Gruppe benennen</translation>
    </message>
    <message>
        <source>Nothing likely is left</source>
        <translation>Nichts Wahrscheinliches mehr</translation>
    </message>
    <message>
        <source>Nothing likely is left here</source>
        <translation>Hier ist nichts Wahrscheinliches mehr</translation>
    </message>
    <message>
        <source>Nothing to review</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Scans have placed {} with people you know. Are they right?</source>
        <translation>Suchen haben bekannten Personen {} zugeordnet. Stimmt das?</translation>
    </message>
    <message>
        <source>Show less likely ones ({})</source>
        <translation>Weniger wahrscheinliche zeigen ({})</translation>
    </message>
    <message>
        <source>They appear here as they are found.</source>
        <translation>Sie erscheinen hier, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>What may be, but often is not, is shown where you ask for it.</source>
        <translation>Was sein kann, aber oft nicht stimmt, wird nur gezeigt, wenn du danach fragst.</translation>
    </message>
    <message>
        <source>Whose are they? {}</source>
        <translation>Zu wem gehören sie? {}</translation>
    </message>
    <message>
        <source>this group’s</source>
        <translation>dieser Gruppe</translation>
    </message>
    <message>
        <source>{faces} will be {whose}.</source>
        <translation>Danach: {faces} {whose}.</translation>
    </message>
    <message>
        <source>{} left</source>
        <translation>noch {}</translation>
    </message>
</context>
<context>
    <name>SearchActions</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>of a newer Kinfolk</source>
        <translation>aus einem neueren Kinfolk</translation>
    </message>
    <message>
        <source>“{}” deleted</source>
        <translation>„{}“ gelöscht</translation>
    </message>
    <message>
        <source>“{}” is in the sidebar</source>
        <translation>„{}“ steht jetzt in der Seitenleiste</translation>
    </message>
</context>
<context>
    <name>SearchBar</name>
    <message>
        <source>+ person, folder, year, “somebody unknown”</source>
        <translation>+ Person, Ordner, Jahr, „jemand Unbekanntes“</translation>
    </message>
    <message>
        <source>Save search</source>
        <translation>Suche speichern</translation>
    </message>
    <message>
        <source>and …</source>
        <translation>und …</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>open the first</source>
        <translation>den Ersten öffnen</translation>
    </message>
    <message>
        <source>to what was found</source>
        <translation>zu den Gefundenen</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Key: {}</source>
        <translation>Taste: {}</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Select nothing (Esc)</source>
        <translation>Nichts auswählen (Esc)</translation>
    </message>
    <message>
        <source>{} selected</source>
        <translation>{} ausgewählt</translation>
    </message>
</context>
<context>
    <name>SettingsSheet</name>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>From the next start of Kinfolk on.</source>
        <translation>Ab dem nächsten Start von Kinfolk.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Let other programs on this computer ask Kinfolk</source>
        <translation>Andere Programme auf diesem Computer dürfen Kinfolk fragen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Only with a key that is kept beside your library.</source>
        <translation>Nur mit einem Schlüssel, der neben deiner Bibliothek liegt.</translation>
    </message>
    <message>
        <source>Portrait size</source>
        <translation>Größe der Porträts</translation>
    </message>
    <message>
        <source>Portraits on the wall</source>
        <translation>Porträts auf der Wand</translation>
    </message>
    <message>
        <source>Room for previews of photos</source>
        <translation>Platz für Vorschaubilder</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>With them photos are seen while their drive is away. 100,000 take 4 GB.</source>
        <translation>Damit sind Fotos zu sehen, auch wenn ihr Laufwerk nicht da ist. 100.000 brauchen 4 GB.</translation>
    </message>
    <message>
        <source>{} GB</source>
        <translation>{} GB</translation>
    </message>
    <message>
        <source>{}, with the key in {}</source>
        <translation>{}, mit dem Schlüssel in {}</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Find people</source>
        <translation>Personen suchen</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>Gespeicherte Suchen</translation>
    </message>
    <message>
        <source>Stay here to go to {}</source>
        <translation>Hier bleiben, um zu {} zu gehen</translation>
    </message>
</context>
<context>
    <name>SidecarKeeper</name>
    <message>
        <source>Names are taken out again beside {}; the photos are as they were.</source>
        <translation>Neben {} werden die Namen wieder herausgenommen; die Fotos sind, wie sie waren.</translation>
    </message>
    <message>
        <source>{} And so in {} more.</source>
        <translation>{} Ebenso in {} weiteren.</translation>
    </message>
</context>
<context>
    <name>SingleDelegate</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>✓ Ignored</source>
        <translation>✓ Ignoriert</translation>
    </message>
</context>
<context>
    <name>SingleList</name>
    <message>
        <source>Single faces</source>
        <translation>Einzelne Gesichter</translation>
    </message>
</context>
<context>
    <name>SlideShow</name>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Slide show</source>
        <translation>Diashow</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>The next photo (Right)</source>
        <translation>Das nächste Foto (Rechts)</translation>
    </message>
    <message>
        <source>The photo before (Left)</source>
        <translation>Das vorige Foto (Links)</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>face in the middle</source>
        <translation>Gesicht in der Mitte</translation>
    </message>
    <message>
        <source>go on</source>
        <translation>weiter</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>whole photo</source>
        <translation>ganzes Foto</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>{at} of {number}</source>
        <translation>{at} von {number}</translation>
    </message>
</context>
<context>
    <name>SomebodyElse</name>
    <message>
        <source>Another person of that name (Shift+Enter)</source>
        <translation>Jemand anders mit diesem Namen (Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>with {}</source>
        <translation>mit {}</translation>
    </message>
</context>
<context>
    <name>SortMenu</name>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>Most photos</source>
        <translation>Meiste Fotos</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Portrait size</source>
        <translation>Größe der Porträts</translation>
    </message>
</context>
<context>
    <name>SplitSheet</name>
    <message>
        <source>A new group gets {}. The two are kept apart from now on.</source>
        <translation>Eine neue Gruppe bekommt {}. Die beiden bleiben von jetzt an getrennt.</translation>
    </message>
    <message>
        <source>Faces of two people</source>
        <translation>Gesichter von zwei Personen</translation>
    </message>
    <message>
        <source>Is {} two people?</source>
        <translation>Ist {} zwei Personen?</translation>
    </message>
    <message>
        <source>Looking who is like whom…</source>
        <translation>Wer ähnelt wem …</translation>
    </message>
    <message>
        <source>Now a face of the other.</source>
        <translation>Jetzt ein Gesicht der anderen.</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Die eine Person</translation>
    </message>
    <message>
        <source>Pick a face of the one, and then one of the other.</source>
        <translation>Wähl ein Gesicht der einen und dann eines der anderen Person.</translation>
    </message>
    <message>
        <source>Pick a face of {}, and then one of the other.</source>
        <translation>Wähl ein Gesicht von {} und dann eines der anderen Person.</translation>
    </message>
    <message>
        <source>Pick others</source>
        <translation>Andere wählen</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Jemand anders</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>The least sure come first. A click or Space moves a face over.</source>
        <translation>Die unsichersten stehen vorn. Klick oder Leertaste bringt ein Gesicht auf die andere Seite.</translation>
    </message>
    <message>
        <source>The other</source>
        <translation>Die andere</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>The others follow by likeness, and are shown before anything is done.</source>
        <translation>Die übrigen folgen nach Ähnlichkeit und werden gezeigt, bevor etwas geschieht.</translation>
    </message>
    <message>
        <source>Two people?</source>
        <translation>Zwei Personen?</translation>
    </message>
</context>
<context>
    <name>StrangersSheet</name>
    <message>
        <source>Ignore all {}</source>
        <translation>Alle {} ignorieren</translation>
    </message>
    <message>
        <source>Ignore strangers</source>
        <translation>Fremde ignorieren</translation>
    </message>
    <message>
        <source>Ignore the {} seen</source>
        <translation>Die {} gesehenen ignorieren</translation>
    </message>
    <message>
        <source>Ignore them</source>
        <translation>Ignorieren</translation>
    </message>
    <message>
        <source>Looking who that is …</source>
        <translation>Wird nachgesehen, wer das ist …</translation>
    </message>
    <message>
        <source>Nobody has a name yet. Name those you know first.</source>
        <translation>Noch hat niemand einen Namen. Benenn zuerst, wen du kennst.</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Seen in fewer than</source>
        <translation>Zu sehen auf weniger als</translation>
    </message>
    <message>
        <source>That is nobody.</source>
        <translation>Das ist niemand.</translation>
    </message>
    <message>
        <source>and like nobody you have named:</source>
        <translation>und niemandem mit Namen ähnlich:</translation>
    </message>
    <message>
        <source>{} will wait under Strangers until they turn out to be somebody.</source>
        <translation>{}: Sie warten unter Fremde, bis sich zeigt, wer sie sind.</translation>
    </message>
    <message>
        <source>{}, {} not seen yet</source>
        <translation>{}, davon {} noch nicht gesehen</translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Files of your photos name somebody else than you do</source>
        <translation>Dateien deiner Fotos nennen jemand anderen als du</translation>
    </message>
    <message>
        <source>Getting to know your faces anew</source>
        <translation>Deine Gesichter werden neu kennengelernt</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Looking for faces</source>
        <translation>Gesichter werden gesucht</translation>
    </message>
    <message>
        <source>Looking through your folders</source>
        <translation>Deine Ordner werden durchgesehen</translation>
    </message>
    <message>
        <source>Making previews of your photos</source>
        <translation>Vorschaubilder deiner Fotos werden gemacht</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Putting faces together</source>
        <translation>Gesichter werden zusammengestellt</translation>
    </message>
    <message>
        <source>Reading the names in your photos</source>
        <translation>Die Namen in deinen Fotos werden gelesen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show why</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Some photos or videos were left out</source>
        <translation>Einige Fotos oder Videos wurden ausgelassen</translation>
    </message>
    <message>
        <source>Undo takes them back.</source>
        <translation>Rückgängig nimmt sie zurück.</translation>
    </message>
    <message>
        <source>{} a second</source>
        <translation>{} pro Sekunde</translation>
    </message>
    <message>
        <source>{} could not be read</source>
        <translation>{} nicht lesbar</translation>
    </message>
    <message>
        <source>{} of {}</source>
        <translation>{} von {}</translation>
    </message>
    <message>
        <source>{} of {}. What was found stays.</source>
        <translation>{} von {}. Was gefunden wurde, bleibt.</translation>
    </message>
    <message>
        <source>{} placed with people you know</source>
        <translation>{} bekannten Personen zugeordnet</translation>
    </message>
    <message>
        <source>{} to check</source>
        <translation>{} zu prüfen</translation>
    </message>
    <message>
        <source>{} to decide</source>
        <translation>{} zu entscheiden</translation>
    </message>
</context>
<context>
    <name>SuggestedFace</name>
    <message>
        <source>A face that may be {}</source>
        <translation>Ein Gesicht, vielleicht von {}</translation>
    </message>
    <message>
        <source>This is not {}</source>
        <translation>Das ist nicht {}</translation>
    </message>
    <message>
        <source>This is {}</source>
        <translation>Das ist {}</translation>
    </message>
    <message>
        <source>maybe</source>
        <translation>vielleicht</translation>
    </message>
</context>
<context>
    <name>SuggestionsCard</name>
    <message>
        <source>Accept {} likely</source>
        <translation>{} wahrscheinliche annehmen</translation>
    </message>
    <message>
        <source>Hide less likely ones</source>
        <translation>Weniger wahrscheinliche verbergen</translation>
    </message>
    <message>
        <source>Nothing likely for {name}</source>
        <translation>Nichts Wahrscheinliches für {name}</translation>
    </message>
    <message>
        <source>Review all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>Show less likely ones ({})</source>
        <translation>Weniger wahrscheinliche zeigen ({})</translation>
    </message>
    <message>
        <source>best first, ranked anew after each answer</source>
        <translation>die besten zuerst, nach jeder Antwort neu geordnet</translation>
    </message>
    <message>
        <source>{faces} may be {name}</source>
        <translation>{faces}, vielleicht von {name}</translation>
    </message>
</context>
<context>
    <name>TakeOutSheet</name>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take “{}” out of Kinfolk?</source>
        <translation>„{}“ aus Kinfolk herausnehmen?</translation>
    </message>
    <message>
        <source>{only} What you have said of its photos is kept: names, dates, portraits, who somebody is not, and what is no face. It comes back with the photos, in this folder or another. The photos themselves stay as they are.</source>
        <translation>{only} Was du zu den Fotos gesagt hast, bleibt aufbewahrt: Namen, Daten, Porträts, wer es nicht ist und was kein Gesicht ist. Es kommt mit den Fotos zurück, in diesem Ordner oder einem anderen. Die Fotos selbst bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>TakenField</name>
    <message>
        <source>When it was taken</source>
        <translation>Wann es aufgenommen wurde</translation>
    </message>
    <message>
        <source>Write it like {}.</source>
        <translation>Schreib es wie {}.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>From {first} to {last}</source>
        <translation>Von {first} bis {last}</translation>
    </message>
</context>
<context>
    <name>ToDecideSheet</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Files stay as they are.</source>
        <translation>Die Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>For the selected lines (K)</source>
        <translation>Für die ausgewählten Zeilen (K)</translation>
    </message>
    <message>
        <source>For the selected lines (T)</source>
        <translation>Für die ausgewählten Zeilen (T)</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meinen behalten</translation>
    </message>
    <message>
        <source>Names to decide</source>
        <translation>Strittige Namen</translation>
    </message>
    <message>
        <source>Nothing is to be decided. Where the files of your photos name somebody else than you have, or do not agree with each other, it stands here: nothing is overwritten.</source>
        <translation>Nichts zu entscheiden. Wenn die Dateien deiner Fotos jemand anderen nennen als du oder einander widersprechen, steht es hier: Nichts wird überschrieben.</translation>
    </message>
    <message>
        <source>Take the file’s name</source>
        <translation>Namen der Datei nehmen</translation>
    </message>
    <message>
        <source>{} in files not taken</source>
        <translation>{} in Dateien nicht übernommen</translation>
    </message>
    <message>
        <source>{} taken from files</source>
        <translation>{} aus Dateien übernommen</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Done again: {}</source>
        <translation>Wiederholt: {}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {}</source>
        <translation>Rückgängig gemacht: {}</translation>
    </message>
</context>
<context>
    <name>TogetherTab</name>
    <message>
        <source>Nobody together with {} yet</source>
        <translation>Noch niemand zusammen mit {}</translation>
    </message>
    <message>
        <source>Nobody together yet</source>
        <translation>Noch niemand zusammen</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>Whoever has a name and is in the same photos stands here.</source>
        <translation>Wer einen Namen hat und auf denselben Fotos ist, steht hier.</translation>
    </message>
</context>
<context>
    <name>TwiceLine</name>
    <message>
        <source>All faces</source>
        <translation>Alle Gesichter</translation>
    </message>
    <message>
        <source>It is a mirror or a collage</source>
        <translation>Es ist ein Spiegel oder eine Collage</translation>
    </message>
    <message>
        <source>Select a face of the photo first</source>
        <translation>Wähl zuerst ein Gesicht des Fotos</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>They are mirrors or collages</source>
        <translation>Es sind Spiegel oder Collagen</translation>
    </message>
    <message>
        <source>Which of them is not {}? Take it away, or move it.</source>
        <translation>Welches davon ist nicht {}? Nimm es weg oder verschieb es.</translation>
    </message>
    <message>
        <source>{who} is twice in {photos}</source>
        <translation>{who} ist zweimal auf {photos}</translation>
    </message>
    <message>
        <source>{} may be twice in it</source>
        <translation>{} darf zweimal darauf sein</translation>
    </message>
</context>
<context>
    <name>Wall</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Ignore strangers…</source>
        <translation>Fremde ignorieren…</translation>
    </message>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>New person</source>
        <translation>Neue Person</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Put in order</source>
        <translation>Sortieren</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Single faces</source>
        <translation>Einzelne Gesichter</translation>
    </message>
    <message>
        <source>Strangers</source>
        <translation>Fremde</translation>
    </message>
    <message>
        <source>The largest groups first; those that have a name go</source>
        <translation>Die größten Gruppen zuerst; was einen Namen hat, geht</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>Unnamed groups</source>
        <translation>Unbenannte Gruppen</translation>
    </message>
    <message>
        <source>maybe {}</source>
        <translation>vielleicht {}</translation>
    </message>
    <message>
        <source>probably {}</source>
        <translation>wahrscheinlich {}</translation>
    </message>
    <message>
        <source>{} was not given: its group is gone. {} brings both back.</source>
        <translation>{} wurde nicht vergeben: Die Gruppe ist weg. {} bringt beides zurück.</translation>
    </message>
    <message>
        <source>{} were not given: their groups are gone. {} brings them back.</source>
        <translation>{} wurden nicht vergeben: Ihre Gruppen sind weg. {} bringt sie zurück.</translation>
    </message>
    <message>
        <source>{}, largest first</source>
        <translation>{}, die größten zuerst</translation>
    </message>
    <message>
        <source>{}, those who look like somebody you know first</source>
        <translation>{}, zuerst, wer jemandem ähnelt, den du kennst</translation>
    </message>
    <message>
        <source>“{}”</source>
        <translation>„{}“</translation>
    </message>
</context>
<context>
    <name>WallEmpty</name>
    <message>
        <source>Add a folder with photos of people, and their faces gather here.</source>
        <translation>Füg einen Ordner mit Fotos von Menschen hinzu, dann sammeln sich hier ihre Gesichter.</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Faces that belong together gather here until you say who it is.</source>
        <translation>Gesichter, die zusammengehören, sammeln sich hier, bis du sagst, wer es ist.</translation>
    </message>
    <message>
        <source>Fewer letters may find them. Hidden people stand on Hidden.</source>
        <translation>Mit weniger Buchstaben findest du sie vielleicht. Verborgene Personen stehen unter Verborgen.</translation>
    </message>
    <message>
        <source>Groups and faces you ignore on the Unnamed page wait here.</source>
        <translation>Gruppen und Gesichter, die du auf der Seite Unbenannt ignorierst, warten hier.</translation>
    </message>
    <message>
        <source>Groups appear here as they are found, the first one open for its name.</source>
        <translation>Gruppen erscheinen hier, sobald sie gefunden werden; die erste ist offen für ihren Namen.</translation>
    </message>
    <message>
        <source>Looking for faces</source>
        <translation>Gesichter werden gesucht</translation>
    </message>
    <message>
        <source>Name them one by one</source>
        <translation>Nacheinander benennen</translation>
    </message>
    <message>
        <source>No favourites yet</source>
        <translation>Noch keine Favoriten</translation>
    </message>
    <message>
        <source>No people yet</source>
        <translation>Noch keine Personen</translation>
    </message>
    <message>
        <source>No strangers</source>
        <translation>Keine Fremden</translation>
    </message>
    <message>
        <source>Nobody has a name yet</source>
        <translation>Noch hat niemand einen Namen</translation>
    </message>
    <message>
        <source>Nobody is called “{}”</source>
        <translation>Niemand heißt „{}“</translation>
    </message>
    <message>
        <source>Nobody is hidden</source>
        <translation>Niemand ist verborgen</translation>
    </message>
    <message>
        <source>Nobody is waiting for a name</source>
        <translation>Niemand wartet auf einen Namen</translation>
    </message>
    <message>
        <source>Only favourites are looked through here. On People are all others.</source>
        <translation>Hier werden nur Favoriten durchsucht. Alle anderen stehen unter Personen.</translation>
    </message>
    <message>
        <source>Only hidden people are looked through here. On People are all others.</source>
        <translation>Hier werden nur verborgene Personen durchsucht. Alle anderen stehen unter Personen.</translation>
    </message>
    <message>
        <source>People you hide show here and nowhere else. Nothing of them is lost.</source>
        <translation>Personen, die du verbirgst, sind nur hier zu sehen. Nichts von ihnen geht verloren.</translation>
    </message>
    <message>
        <source>Press Ctrl+D on somebody, and they stand here and first on the wall.</source>
        <translation>Drück Strg+D bei jemandem, dann steht die Person hier und vorn auf der Wand.</translation>
    </message>
    <message>
        <source>Say who the groups below are, and those people stand here.</source>
        <translation>Sag, wer die Gruppen unten sind, dann stehen diese Personen hier.</translation>
    </message>
    <message>
        <source>Start naming</source>
        <translation>Mit Benennen anfangen</translation>
    </message>
    <message>
        <source>Those you name stand here. You can start while it looks.</source>
        <translation>Wen du benennst, steht hier. Du kannst anfangen, während noch gesucht wird.</translation>
    </message>
</context>
<context>
    <name>WallKeys</name>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>Ctrl D</source>
        <translation>Strg D</translation>
    </message>
    <message>
        <source>Ctrl I</source>
        <translation>Strg I</translation>
    </message>
    <message>
        <source>Ctrl M</source>
        <translation>Strg M</translation>
    </message>
    <message>
        <source>Ctrl Z</source>
        <translation>Strg Z</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>F2</source>
        <translation>F2</translation>
    </message>
    <message>
        <source>Shift Tab</source>
        <translation>Umschalt Tab</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>all keys</source>
        <translation>alle Tasten</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>ignore</source>
        <translation>ignorieren</translation>
    </message>
    <message>
        <source>leave the field</source>
        <translation>Feld verlassen</translation>
    </message>
    <message>
        <source>look closer</source>
        <translation>genauer ansehen</translation>
    </message>
    <message>
        <source>merge the selected</source>
        <translation>die Auswahl zusammenführen</translation>
    </message>
    <message>
        <source>name, next</source>
        <translation>benennen, nächste</translation>
    </message>
    <message>
        <source>open</source>
        <translation>öffnen</translation>
    </message>
    <message>
        <source>rename</source>
        <translation>umbenennen</translation>
    </message>
    <message>
        <source>select nothing</source>
        <translation>nichts auswählen</translation>
    </message>
    <message>
        <source>show again</source>
        <translation>wieder zeigen</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>überspringen</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>rückgängig</translation>
    </message>
    <message>
        <source>{left} left</source>
        <translation>noch {left}</translation>
    </message>
    <message>
        <source>{left} left, {time}</source>
        <translation>noch {left}, {time}</translation>
    </message>
    <message>
        <source>{named} named · {left} left</source>
        <translation>{named} benannt · noch {left}</translation>
    </message>
    <message>
        <source>{named} named · {left} left, {time} at your pace</source>
        <translation>{named} benannt · noch {left}, {time} in deinem Tempo</translation>
    </message>
</context>
<context>
    <name>WhoField</name>
    <message>
        <source>New person “{}”</source>
        <translation>Neue Person „{}“</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Who is this?</source>
        <translation>Wer ist das?</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>looks like them</source>
        <translation>sieht ähnlich aus</translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>Back (Esc)</source>
        <translation>Zurück (Esc)</translation>
    </message>
    <message>
        <source>Is this {}?</source>
        <translation>Ist das {}?</translation>
    </message>
    <message>
        <source>The face asked about</source>
        <translation>Das Gesicht, um das es geht</translation>
    </message>
    <message>
        <source>The next one (Right)</source>
        <translation>Das nächste (Rechts)</translation>
    </message>
    <message>
        <source>The one before (Left)</source>
        <translation>Das vorige (Links)</translation>
    </message>
    <message>
        <source>The two faces are little alike</source>
        <translation>Die beiden Gesichter sind sich wenig ähnlich</translation>
    </message>
    <message>
        <source>The two faces are much alike</source>
        <translation>Die beiden Gesichter sind sich sehr ähnlich</translation>
    </message>
    <message>
        <source>The two faces are somewhat alike</source>
        <translation>Die beiden Gesichter sind sich etwas ähnlich</translation>
    </message>
    <message>
        <source>{at} of {number}</source>
        <translation>{at} von {number}</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>A newer Kinfolk made this search. Update Kinfolk to use it.</source>
        <translation>Ein neueres Kinfolk hat diese Suche gemacht. Aktualisiere Kinfolk, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>About Kinfolk</source>
        <translation>Über Kinfolk</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Don’t look for faces in it</source>
        <translation>Darin keine Gesichter suchen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Export everything decided…</source>
        <translation>Alle Entscheidungen exportieren…</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>Favoriten</translation>
    </message>
    <message>
        <source>Find people, or photos on their page</source>
        <translation>Personen suchen, oder Fotos auf deren Seite</translation>
    </message>
    <message>
        <source>Find photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Kinfolk has looked through your photos</source>
        <translation>Kinfolk hat deine Fotos durchgesehen</translation>
    </message>
    <message>
        <source>Kinfolk looks through your photos</source>
        <translation>Kinfolk sieht deine Fotos durch</translation>
    </message>
    <message>
        <source>Larger portraits</source>
        <translation>Größere Porträts</translation>
    </message>
    <message>
        <source>Look for new photos</source>
        <translation>Nach neuen Fotos suchen</translation>
    </message>
    <message>
        <source>Look for people in this folder</source>
        <translation>Nach Personen in diesem Ordner suchen</translation>
    </message>
    <message>
        <source>Names to decide…</source>
        <translation>Strittige Namen…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New person…</source>
        <translation>Neue Person…</translation>
    </message>
    <message>
        <source>New since last time</source>
        <translation>Neu seit dem letzten Mal</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos that could not be read…</source>
        <translation>Fotos, die nicht gelesen werden konnten…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Review faces</source>
        <translation>Gesichter prüfen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Smaller portraits</source>
        <translation>Kleinere Porträts</translation>
    </message>
    <message>
        <source>Strangers</source>
        <translation>Fremde</translation>
    </message>
    <message>
        <source>Unnamed</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>What you said no to…</source>
        <translation>Abgelehntes…</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>{} to check</source>
        <translation>{} zu prüfen</translation>
    </message>
</context>
<context>
    <name>WithBar</name>
    <message>
        <source>All photos</source>
        <translation>Alle Fotos</translation>
    </message>
    <message>
        <source>Together with</source>
        <translation>Zusammen mit</translation>
    </message>
    <message>
        <source>{} more</source>
        <translation>{} weitere</translation>
    </message>
</context>
<context>
    <name>YearsTab</name>
    <message>
        <source>By year</source>
        <translation>Nach Jahr</translation>
    </message>
    <message>
        <source>No photos yet</source>
        <translation>Noch keine Fotos</translation>
    </message>
    <message>
        <source>Once there are some, a portrait of each year stands here.</source>
        <translation>Sobald es welche gibt, steht hier ein Porträt aus jedem Jahr.</translation>
    </message>
</context>
<context>
    <name>_Field</name>
    <message>
        <source>Ctrl Enter</source>
        <translation>Strg Enter</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Find photos</source>
        <translation>Fotos suchen</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>ask for it</source>
        <translation>danach suchen</translation>
    </message>
    <message>
        <source>back to the photos</source>
        <translation>zurück zu den Fotos</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>wählen</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>verlassen</translation>
    </message>
    <message>
        <source>name</source>
        <translation>benennen</translation>
    </message>
    <message>
        <source>next face</source>
        <translation>nächstes Gesicht</translation>
    </message>
    <message>
        <source>somebody new</source>
        <translation>jemand Neues</translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <source>looking…</source>
        <translation>wird gesucht…</translation>
    </message>
</context>
<context>
    <name>_People</name>
    <message>
        <source>No name yet</source>
        <translation>Noch kein Name</translation>
    </message>
</context>
<context>
    <name>contact</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>There is no picture of it</source>
        <translation>Es gibt kein Bild davon</translation>
    </message>
</context>
<context>
    <name>dating</name>
    <message>
        <source>All photos in it have a date.</source>
        <translation>Alle Fotos darin haben ein Datum.</translation>
    </message>
    <message>
        <source>Date of {} taken away</source>
        <translation>Datum weggenommen: {}</translation>
    </message>
    <message>
        <source>Dated {photos} {when}</source>
        <translation>Datum für {photos}: {when}</translation>
    </message>
    <message>
        <source>No date is known. A year is enough, even a rough one.</source>
        <translation>Kein Datum ist bekannt. Ein Jahr genügt, auch ein ungefähres.</translation>
    </message>
    <message>
        <source>Others keep theirs. Photos that come later are not dated by this.</source>
        <translation>Andere behalten ihres. Fotos, die später kommen, bekommen dadurch keines.</translation>
    </message>
    <message>
        <source>Set the date</source>
        <translation>Datum setzen</translation>
    </message>
    <message>
        <source>Take your date away from {}</source>
        <translation>Dein Datum wegnehmen: {}</translation>
    </message>
    <message>
        <source>When was it taken?</source>
        <translation>Wann wurde es aufgenommen?</translation>
    </message>
    <message>
        <source>When were the photos in {} taken?</source>
        <translation>Wann wurden die Fotos in {} aufgenommen?</translation>
    </message>
    <message>
        <source>When were they taken?</source>
        <translation>Wann wurden sie aufgenommen?</translation>
    </message>
    <message>
        <source>{photos}, {undated} without a date. What you say holds for all of them.</source>
        <translation>{photos}, davon {undated} ohne Datum. Was du sagst, gilt für alle.</translation>
    </message>
    <message>
        <source>{}, as it is written into the photo.</source>
        <translation>{}, wie es im Foto steht.</translation>
    </message>
    <message>
        <source>{}, as its file’s name says.</source>
        <translation>{}, wie der Dateiname sagt.</translation>
    </message>
    <message>
        <source>{}, as the camera wrote into the photo.</source>
        <translation>{}, wie die Kamera ins Foto geschrieben hat.</translation>
    </message>
    <message>
        <source>{}, as you said.</source>
        <translation>{}, wie du gesagt hast.</translation>
    </message>
</context>
<context>
    <name>drag</name>
    <message>
        <source>Give to {}</source>
        <translation>{} zuordnen</translation>
    </message>
    <message>
        <source>Give {faces} to {who}</source>
        <translation>{faces} zuordnen: {who}</translation>
    </message>
    <message>
        <source>Make a new person of {}</source>
        <translation>Neue Person aus {} machen</translation>
    </message>
    <message>
        <source>Make this the group’s portrait</source>
        <translation>Zum Porträt der Gruppe machen</translation>
    </message>
    <message>
        <source>Make this {}’s portrait</source>
        <translation>Zum Porträt von {} machen</translation>
    </message>
</context>
<context>
    <name>engines</name>
    <message>
        <source>Comes with Kinfolk. Licences: {}.</source>
        <translation>Gehört zu Kinfolk. Lizenzen: {}.</translation>
    </message>
    <message>
        <source>{}; YuNet finds the faces. Its maker says who may use it: many of these are for research alone.</source>
        <translation>{}; YuNet findet die Gesichter. Wer sie verwenden darf, sagt ihr Hersteller: Viele davon sind nur für die Forschung.</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>1 RAW photo is left out. To read it, install Kinfolk with its extra “raw”.</source>
        <translation>1 RAW-Foto wurde ausgelassen. Um es zu lesen, installiere Kinfolk mit dem Zusatz „raw“.</translation>
    </message>
    <message>
        <source>1 RAW photo is left out: this package of Kinfolk reads no RAW photos.</source>
        <translation>1 RAW-Foto wurde ausgelassen: Dieses Paket von Kinfolk liest keine RAW-Fotos.</translation>
    </message>
    <message>
        <source>1 video is left out. To read it, install Kinfolk with its extra “video”.</source>
        <translation>1 Video wurde ausgelassen. Um es zu lesen, installiere Kinfolk mit dem Zusatz „video“.</translation>
    </message>
    <message>
        <source>1 video is left out: on macOS there is nothing that Kinfolk could read it by.</source>
        <translation>1 Video wurde ausgelassen: Unter macOS gibt es nichts, womit Kinfolk es lesen könnte.</translation>
    </message>
    <message>
        <source>1 video is left out: this package of Kinfolk reads no videos.</source>
        <translation>1 Video wurde ausgelassen: Dieses Paket von Kinfolk liest keine Videos.</translation>
    </message>
    <message>
        <source>A birth date cannot lie in the future.</source>
        <translation>Ein Geburtsdatum kann nicht in der Zukunft liegen.</translation>
    </message>
    <message>
        <source>A library needs a name.</source>
        <translation>Eine Bibliothek braucht einen Namen.</translation>
    </message>
    <message>
        <source>A link leads to another file from there by now.</source>
        <translation>Eine Verknüpfung führt von dort inzwischen zu einer anderen Datei.</translation>
    </message>
    <message>
        <source>A name cannot be blank.</source>
        <translation>Ein Name kann nicht leer sein.</translation>
    </message>
    <message>
        <source>A name has at most {longest} characters.</source>
        <translation>Ein Name hat höchstens {longest} Zeichen.</translation>
    </message>
    <message>
        <source>A name is one line of text.</source>
        <translation>Ein Name ist eine Zeile Text.</translation>
    </message>
    <message>
        <source>A person is there twice.</source>
        <translation>Eine Person kommt zweimal vor.</translation>
    </message>
    <message>
        <source>A search needs a name.</source>
        <translation>Eine Suche braucht einen Namen.</translation>
    </message>
    <message>
        <source>A year of birth has four digits: it is 1000 or later.</source>
        <translation>Ein Geburtsjahr hat vier Ziffern: Es ist 1000 oder später.</translation>
    </message>
    <message>
        <source>Another Kinfolk has the library open.</source>
        <translation>Ein anderes Kinfolk hat die Bibliothek geöffnet.</translation>
    </message>
    <message>
        <source>Another Kinfolk is writing a lot.</source>
        <translation>Ein anderes Kinfolk schreibt gerade viel.</translation>
    </message>
    <message>
        <source>Another Kinfolk is writing. Try again.</source>
        <translation>Ein anderes Kinfolk schreibt gerade. Versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Another backup is being made.</source>
        <translation>Es läuft schon eine andere Sicherung.</translation>
    </message>
    <message>
        <source>Another program is at work on it. It is written the next time.</source>
        <translation>Ein anderes Programm arbeitet gerade daran. Es wird beim nächsten Mal geschrieben.</translation>
    </message>
    <message>
        <source>At most {longest} characters.</source>
        <translation>Höchstens {longest} Zeichen.</translation>
    </message>
    <message>
        <source>At most {max_page} ids at once.</source>
        <translation>Höchstens {max_page} Kennungen auf einmal.</translation>
    </message>
    <message>
        <source>At most {max_page} people at once.</source>
        <translation>Höchstens {max_page} Personen auf einmal.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Check the drive.</source>
        <translation>Prüfe das Laufwerk.</translation>
    </message>
    <message>
        <source>Check the folder's permissions.</source>
        <translation>Prüfe die Rechte des Ordners.</translation>
    </message>
    <message>
        <source>Choose a backup.</source>
        <translation>Wähle eine Sicherung.</translation>
    </message>
    <message>
        <source>Choose a face of each.</source>
        <translation>Wähle von jeder ein Gesicht.</translation>
    </message>
    <message>
        <source>Choose a folder with photos.</source>
        <translation>Wähle einen Ordner mit Fotos.</translation>
    </message>
    <message>
        <source>Choose another drive. Nothing was moved.</source>
        <translation>Wähle ein anderes Laufwerk. Nichts wurde verschoben.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another one with --base-dir.</source>
        <translation>Wähle einen anderen mit --base-dir.</translation>
    </message>
    <message>
        <source>Choose another one.</source>
        <translation>Wähle einen anderen.</translation>
    </message>
    <message>
        <source>Choose somebody to merge.</source>
        <translation>Wähle jemanden zum Zusammenführen.</translation>
    </message>
    <message>
        <source>Close its window, or stop its server or scan, then try again.</source>
        <translation>Schließe sein Fenster oder beende seinen Server oder seine Suche, dann versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Connect the drive that it is on, then try again. Nothing was changed.</source>
        <translation>Verbinde das Laufwerk, auf dem sie liegt, dann versuch es noch einmal. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Connection timed out</source>
        <translation>keine Antwort in der erwarteten Zeit</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>gerade in Gebrauch</translation>
    </message>
    <message>
        <source>Directory not empty</source>
        <translation>Ordner nicht leer</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>dein Anteil am Platz ist aufgebraucht</translation>
    </message>
    <message>
        <source>Do it once more when no other Kinfolk has it open.</source>
        <translation>Mach es noch einmal, wenn kein anderes Kinfolk sie offen hat.</translation>
    </message>
    <message>
        <source>Do that again first.</source>
        <translation>Wiederhole das zuerst.</translation>
    </message>
    <message>
        <source>Enter makes a new person.</source>
        <translation>Enter legt eine neue Person an.</translation>
    </message>
    <message>
        <source>Every name is safe. Look for new photos, and they are made again.</source>
        <translation>Alle Namen sind sicher. Such nach neuen Fotos, dann werden sie neu gemacht.</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>schon vorhanden</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>Dateiname zu lang</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>Datei zu groß</translation>
    </message>
    <message>
        <source>Free some space, then try again. Nothing that was saved before is lost.</source>
        <translation>Schaffe etwas Platz, dann versuch es noch einmal. Was vorher gespeichert war, ist nicht verloren.</translation>
    </message>
    <message>
        <source>Give an ONNX model of the ArcFace family.</source>
        <translation>Gib ein ONNX-Modell der ArcFace-Familie an.</translation>
    </message>
    <message>
        <source>Host is down</source>
        <translation>der andere Rechner ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein- oder Ausgabefehler</translation>
    </message>
    <message>
        <source>Install Kinfolk again; in a checkout run `python packaging/models.py`.</source>
        <translation>Installiere Kinfolk neu; aus den Quellen: `python packaging/models.py`.</translation>
    </message>
    <message>
        <source>Install it again, or use another one.</source>
        <translation>Installiere sie neu oder nimm eine andere.</translation>
    </message>
    <message>
        <source>Install it again.</source>
        <translation>Installiere sie neu.</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>ein Ordner</translation>
    </message>
    <message>
        <source>It breaks the program that draws it: the file is damaged, or made to do harm.</source>
        <translation>Das Programm, das es zeichnet, stürzt dabei ab: Die Datei ist beschädigt oder soll Schaden anrichten.</translation>
    </message>
    <message>
        <source>It changed while it was read.</source>
        <translation>Es hat sich geändert, während es gelesen wurde.</translation>
    </message>
    <message>
        <source>It could not be looked into.</source>
        <translation>Es ließ sich nicht hineinsehen.</translation>
    </message>
    <message>
        <source>It could not be read ({why}).</source>
        <translation>Das ließ sich nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>It did not come from the drive in time. The next scan tries again.</source>
        <translation>Es kam nicht rechtzeitig vom Laufwerk. Die nächste Suche versucht es noch einmal.</translation>
    </message>
    <message>
        <source>It has a document type, which XMP never has: made to do harm.</source>
        <translation>Sie hat einen Dokumenttyp, den XMP nie hat: Sie soll Schaden anrichten.</translation>
    </message>
    <message>
        <source>It has as many names as the drive allows.</source>
        <translation>Es hat so viele Namen, wie das Laufwerk erlaubt.</translation>
    </message>
    <message>
        <source>It has far too many people.</source>
        <translation>Darin sind viel zu viele Personen.</translation>
    </message>
    <message>
        <source>It has no such moment.</source>
        <translation>Diesen Moment gibt es darin nicht.</translation>
    </message>
    <message>
        <source>It has {size} MB; Kinfolk reads up to {most}.</source>
        <translation>Sie hat {size} MB; Kinfolk liest bis zu {most}.</translation>
    </message>
    <message>
        <source>It is damaged: no property list.</source>
        <translation>Sie ist beschädigt: keine Eigenschaftsliste.</translation>
    </message>
    <message>
        <source>It is damaged: no valid JSON.</source>
        <translation>Sie ist beschädigt: kein gültiges JSON.</translation>
    </message>
    <message>
        <source>It is damaged: no valid XML.</source>
        <translation>Sie ist beschädigt: kein gültiges XML.</translation>
    </message>
    <message>
        <source>It is damaged: no valid text.</source>
        <translation>Sie ist beschädigt: kein gültiger Text.</translation>
    </message>
    <message>
        <source>It is far too large.</source>
        <translation>Sie ist viel zu groß.</translation>
    </message>
    <message>
        <source>It is gone.</source>
        <translation>Es ist nicht mehr da.</translation>
    </message>
    <message>
        <source>It is larger than {size} MB.</source>
        <translation>Sie ist größer als {size} MB.</translation>
    </message>
    <message>
        <source>It is no XMP.</source>
        <translation>Sie ist kein XMP.</translation>
    </message>
    <message>
        <source>It is no file any more, but a pipe, a device or a folder.</source>
        <translation>Es ist keine Datei mehr, sondern eine Pipe, ein Gerät oder ein Ordner.</translation>
    </message>
    <message>
        <source>It is where it was.</source>
        <translation>Sie ist, wo sie war.</translation>
    </message>
    <message>
        <source>It lies on another drive than the folder, where no link leads.</source>
        <translation>Es liegt auf einem anderen Laufwerk als der Ordner; dorthin führt keine Verknüpfung.</translation>
    </message>
    <message>
        <source>It may be too old.</source>
        <translation>Vielleicht ist er zu alt.</translation>
    </message>
    <message>
        <source>It takes too long to draw: the file is damaged, or made to do harm.</source>
        <translation>Das Zeichnen dauert zu lange: Die Datei ist beschädigt oder soll Schaden anrichten.</translation>
    </message>
    <message>
        <source>It takes too much memory to draw: the file is damaged, or made to do harm.</source>
        <translation>Das Zeichnen braucht zu viel Speicher: Die Datei ist beschädigt oder soll Schaden anrichten.</translation>
    </message>
    <message>
        <source>It was not saved.</source>
        <translation>Es wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>Its folder is not there. Is the drive connected?</source>
        <translation>Sein Ordner ist nicht da. Ist das Laufwerk verbunden?</translation>
    </message>
    <message>
        <source>Its name is not valid text. Rename it.</source>
        <translation>Der Name ist kein gültiger Text. Benenne das um.</translation>
    </message>
    <message>
        <source>Its photos are in the library again, with names of their own.</source>
        <translation>Seine Fotos sind wieder in der Bibliothek, mit eigenen Namen.</translation>
    </message>
    <message>
        <source>Its sidecar is larger than {size} MB, and is left alone.</source>
        <translation>Die Begleitdatei ist größer als {size} MB und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Its sidecar is no plain file, and is left alone.</source>
        <translation>Die Begleitdatei ist keine gewöhnliche Datei und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Its sidecar is read-only, and is left alone.</source>
        <translation>Die Begleitdatei ist schreibgeschützt und bleibt, wie sie ist.</translation>
    </message>
    <message>
        <source>Kinfolk could not look for faces in it.</source>
        <translation>Kinfolk konnte darin nicht nach Gesichtern suchen.</translation>
    </message>
    <message>
        <source>Kinfolk found {there} of the {photos} photos of {old} in {new}.</source>
        <translation>In {new} hat Kinfolk {there} der {photos} Fotos von {old} gefunden.</translation>
    </message>
    <message>
        <source>Kinfolk is not allowed to look into it.</source>
        <translation>Kinfolk darf nicht hineinsehen.</translation>
    </message>
    <message>
        <source>Kinfolk is not allowed to read it.</source>
        <translation>Kinfolk darf es nicht lesen.</translation>
    </message>
    <message>
        <source>Kinfolk is not allowed to read this file.</source>
        <translation>Kinfolk darf diese Datei nicht lesen.</translation>
    </message>
    <message>
        <source>Kinfolk writes nothing there. Choose another folder.</source>
        <translation>Kinfolk schreibt dort nichts. Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Look at the list again.</source>
        <translation>Sieh noch einmal in die Liste.</translation>
    </message>
    <message>
        <source>Look at them once more.</source>
        <translation>Sieh sie dir noch einmal an.</translation>
    </message>
    <message>
        <source>No file says that name any more.</source>
        <translation>Diesen Namen sagt keine Datei mehr.</translation>
    </message>
    <message>
        <source>No names can be written ({why}). Nothing is lost: it is tried again.</source>
        <translation>Namen lassen sich nicht schreiben ({why}). Nichts ist verloren: Es wird noch einmal versucht.</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>kein Platz mehr frei</translation>
    </message>
    <message>
        <source>No such device</source>
        <translation>Gerät nicht gefunden</translation>
    </message>
    <message>
        <source>No such device or address</source>
        <translation>Gerät oder Adresse nicht gefunden</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
        <source>No token can be kept in {file}.</source>
        <translation>In {file} lässt sich kein Schlüssel aufbewahren.</translation>
    </message>
    <message>
        <source>No token can be kept in {file}: {why}.</source>
        <translation>In {file} lässt sich kein Schlüssel aufbewahren: {why}.</translation>
    </message>
    <message>
        <source>Nobody can be merged with themselves.</source>
        <translation>Niemand kann mit sich selbst zusammengeführt werden.</translation>
    </message>
    <message>
        <source>Nobody is called {name} any more.</source>
        <translation>Niemand heißt mehr {name}.</translation>
    </message>
    <message>
        <source>Nobody is ever of that age.</source>
        <translation>So alt ist niemand.</translation>
    </message>
    <message>
        <source>None of the {photos} photos of {old} are in {new}.</source>
        <translation>Keines der {photos} Fotos von {old} ist in {new}.</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>Nothing more is written to it. Restore a backup of it: in the window's Settings, or with `kinfolk restore`.</source>
        <translation>Es wird nichts mehr hineingeschrieben. Hol eine Sicherung zurück: in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Nothing more is written. Put {file} back, or close Kinfolk and open it again.</source>
        <translation>Es wird nichts mehr geschrieben. Lege {file} zurück, oder schließe Kinfolk und öffne es neu.</translation>
    </message>
    <message>
        <source>Nothing that you have said is lost. Use another engine: kinfolk engines use, or Settings.</source>
        <translation>Nichts, was du gesagt hast, ist verloren. Nimm eine andere Engine: in den Einstellungen oder mit kinfolk engines use.</translation>
    </message>
    <message>
        <source>Nothing to redo.</source>
        <translation>Nichts zu wiederholen.</translation>
    </message>
    <message>
        <source>Nothing to undo.</source>
        <translation>Nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Nothing was changed. Choose a backup that a newer version made.</source>
        <translation>Nichts wurde geändert. Wähle eine Sicherung, die eine neuere Version gemacht hat.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it anew by hand.</source>
        <translation>Nichts wurde geändert. Mach es von Hand neu.</translation>
    </message>
    <message>
        <source>Nothing was changed. Do it by hand.</source>
        <translation>Nichts wurde geändert. Mach es von Hand.</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup of it: in the window's Settings, or with `kinfolk restore`.</source>
        <translation>Nichts wurde geändert. Hol eine Sicherung zurück: in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Nothing was changed. Start Kinfolk again, or install it again.</source>
        <translation>Nichts wurde geändert. Starte Kinfolk neu, oder installiere es neu.</translation>
    </message>
    <message>
        <source>Nothing was changed. There is no backup that can be used in {where}.</source>
        <translation>Nichts wurde geändert. In {where} gibt es keine Sicherung, die sich verwenden lässt.</translation>
    </message>
    <message>
        <source>Nothing was changed. To begin a new library, move the folder {folder} elsewhere.</source>
        <translation>Nichts wurde geändert. Um eine neue Bibliothek zu beginnen, verschiebe den Ordner {folder} an einen anderen Ort.</translation>
    </message>
    <message>
        <source>Nothing was copied. Choose fewer photos, or another drive.</source>
        <translation>Nichts wurde kopiert. Wähle weniger Fotos oder ein anderes Laufwerk.</translation>
    </message>
    <message>
        <source>Nothing was written. Choose another place.</source>
        <translation>Nichts wurde geschrieben. Wähle einen anderen Ort.</translation>
    </message>
    <message>
        <source>One of the faces is gone.</source>
        <translation>Eines der Gesichter ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>People without a name cannot be sorted by it.</source>
        <translation>Personen ohne Namen lassen sich nicht danach sortieren.</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>Port {port} is not free.</source>
        <translation>Der Port {port} ist nicht frei.</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>Remove it; Kinfolk makes a new one.</source>
        <translation>Entferne sie; Kinfolk legt eine neue an.</translation>
    </message>
    <message>
        <source>Rename it.</source>
        <translation>Benenne ihn um.</translation>
    </message>
    <message>
        <source>Restore a backup of it: in the window's Settings, or with `kinfolk restore`.</source>
        <translation>Hol eine Sicherung zurück: in den Einstellungen oder mit `kinfolk restore`.</translation>
    </message>
    <message>
        <source>Say which one by its id.</source>
        <translation>Sag mit der Kennung, welche.</translation>
    </message>
    <message>
        <source>Say who by an id.</source>
        <translation>Sag mit der Kennung, wer.</translation>
    </message>
    <message>
        <source>See: kinfolk engines list</source>
        <translation>Siehe: kinfolk engines list</translation>
    </message>
    <message>
        <source>Somebody has said who that is meanwhile.</source>
        <translation>Inzwischen hat jemand gesagt, wer das ist.</translation>
    </message>
    <message>
        <source>Somebody is always the same as themselves.</source>
        <translation>Jeder ist immer dieselbe Person wie er selbst.</translation>
    </message>
    <message>
        <source>Somebody is called {name} already.</source>
        <translation>{name} heißt schon jemand.</translation>
    </message>
    <message>
        <source>Something ended the process that drew it. The next scan tries again.</source>
        <translation>Etwas hat den Prozess beendet, der es zeichnete. Die nächste Suche versucht es noch einmal.</translation>
    </message>
    <message>
        <source>Something reads the library, so that a part of what was forgotten still stands in its log.</source>
        <translation>Etwas liest gerade die Bibliothek. Deshalb steht ein Teil des Vergessenen noch in ihrem Protokoll.</translation>
    </message>
    <message>
        <source>Something unknown stands in it where names would be.</source>
        <translation>Wo Namen stünden, steht etwas Unbekanntes darin.</translation>
    </message>
    <message>
        <source>Stale file handle</source>
        <translation>die Verbindung zum Laufwerk ist abgerissen</translation>
    </message>
    <message>
        <source>Take one of them.</source>
        <translation>Nimm einen davon.</translation>
    </message>
    <message>
        <source>Take the folder out instead.</source>
        <translation>Nimm stattdessen den Ordner heraus.</translation>
    </message>
    <message>
        <source>That day has not come yet.</source>
        <translation>Dieser Tag liegt noch in der Zukunft.</translation>
    </message>
    <message>
        <source>The backup could not be put in place: {reason}.</source>
        <translation>Die Sicherung ließ sich nicht an ihren Platz bringen: {reason}.</translation>
    </message>
    <message>
        <source>The backup was not made. {reason}.</source>
        <translation>Die Sicherung wurde nicht gemacht. {reason}.</translation>
    </message>
    <message>
        <source>The backup was not made. {why}</source>
        <translation>Die Sicherung wurde nicht gemacht. {why}</translation>
    </message>
    <message>
        <source>The backup {file} could not be deleted ({why}).</source>
        <translation>Die Sicherung {file} ließ sich nicht löschen ({why}).</translation>
    </message>
    <message>
        <source>The box is not inside the photo.</source>
        <translation>Der Rahmen liegt nicht im Foto.</translation>
    </message>
    <message>
        <source>The built-in engine stays.</source>
        <translation>Die eingebaute Engine bleibt.</translation>
    </message>
    <message>
        <source>The copy lacks something.</source>
        <translation>Der Kopie fehlt etwas.</translation>
    </message>
    <message>
        <source>The disk cannot be read or written.</source>
        <translation>Die Platte lässt sich nicht lesen oder beschreiben.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Die Platte ist voll.</translation>
    </message>
    <message>
        <source>The drive allows no file of that name.</source>
        <translation>Das Laufwerk erlaubt keine Datei dieses Namens.</translation>
    </message>
    <message>
        <source>The drive could not read it ({why}).</source>
        <translation>Das Laufwerk konnte es nicht lesen ({why}).</translation>
    </message>
    <message>
        <source>The drive is full.</source>
        <translation>Das Laufwerk ist voll.</translation>
    </message>
    <message>
        <source>The drive knows no links, or the file is somebody else’s.</source>
        <translation>Das Laufwerk kennt keine Verknüpfungen, oder die Datei gehört jemand anderem.</translation>
    </message>
    <message>
        <source>The drive knows no links.</source>
        <translation>Das Laufwerk kennt keine Verknüpfungen.</translation>
    </message>
    <message>
        <source>The engine cannot be kept: {why}.</source>
        <translation>Die Engine lässt sich nicht aufbewahren: {why}.</translation>
    </message>
    <message>
        <source>The engine cannot be removed: {why}.</source>
        <translation>Die Engine lässt sich nicht entfernen: {why}.</translation>
    </message>
    <message>
        <source>The engine in use is no longer there.</source>
        <translation>Die verwendete Engine ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The engine {engine} cannot be used for it: {why}.</source>
        <translation>Die Engine {engine} lässt sich dafür nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>The face is in another library.</source>
        <translation>Das Gesicht ist in einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>The face is somebody else's.</source>
        <translation>Das Gesicht gehört jemand anderem.</translation>
    </message>
    <message>
        <source>The face model {path} is damaged.</source>
        <translation>Das Gesichtsmodell {path} ist beschädigt.</translation>
    </message>
    <message>
        <source>The face model {path} is missing.</source>
        <translation>Das Gesichtsmodell {path} fehlt.</translation>
    </message>
    <message>
        <source>The face models are missing.</source>
        <translation>Die Gesichtsmodelle fehlen.</translation>
    </message>
    <message>
        <source>The file cannot be imported: {why}.</source>
        <translation>Die Datei lässt sich nicht importieren: {why}.</translation>
    </message>
    <message>
        <source>The file has {size} MB; Kinfolk reads up to {most} of this kind.</source>
        <translation>Die Datei hat {size} MB; Kinfolk liest von dieser Art bis zu {most}.</translation>
    </message>
    <message>
        <source>The file is cut short: its end is missing.</source>
        <translation>Die Datei ist abgeschnitten: Ihr Ende fehlt.</translation>
    </message>
    <message>
        <source>The file is damaged, or no picture of a kind that Kinfolk reads.</source>
        <translation>Die Datei ist beschädigt oder kein Bild einer Art, die Kinfolk liest.</translation>
    </message>
    <message>
        <source>The file is damaged, or no video of a kind that Kinfolk reads.</source>
        <translation>Die Datei ist beschädigt oder kein Video einer Art, die Kinfolk liest.</translation>
    </message>
    <message>
        <source>The file is damaged, or of a camera whose RAW photos Kinfolk does not know.</source>
        <translation>Die Datei ist beschädigt oder von einer Kamera, deren RAW-Fotos Kinfolk nicht kennt.</translation>
    </message>
    <message>
        <source>The file is damaged: it hides far too much text in it.</source>
        <translation>Die Datei ist beschädigt: In ihr steckt viel zu viel Text.</translation>
    </message>
    <message>
        <source>The file is damaged: it would take for ever to draw.</source>
        <translation>Die Datei ist beschädigt: Das Zeichnen würde ewig dauern.</translation>
    </message>
    <message>
        <source>The file is damaged: its RAW photo cannot be developed.</source>
        <translation>Die Datei ist beschädigt: Ihr RAW-Foto lässt sich nicht entwickeln.</translation>
    </message>
    <message>
        <source>The file is damaged: its picture cannot be drawn.</source>
        <translation>Die Datei ist beschädigt: Ihr Bild lässt sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>The file is damaged: its video cannot be drawn.</source>
        <translation>Die Datei ist beschädigt: Ihr Video lässt sich nicht zeichnen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file was written by a newer Kinfolk.</source>
        <translation>Die Datei wurde von einem neueren Kinfolk geschrieben.</translation>
    </message>
    <message>
        <source>The folder for backups, {folder}, is not there or cannot be written.</source>
        <translation>Der Ordner für Sicherungen, {folder}, ist nicht da oder lässt sich nicht beschreiben.</translation>
    </message>
    <message>
        <source>The folder {folder} became unavailable during the scan.</source>
        <translation>Der Ordner {folder} war während der Suche auf einmal nicht mehr da.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be made: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht anlegen: {why}.</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be read: {why}.</source>
        <translation>Der Ordner {folder} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>The folder's name is not readable text.</source>
        <translation>Der Name des Ordners ist kein lesbarer Text.</translation>
    </message>
    <message>
        <source>The library cannot be moved to {folder}: {reason}.</source>
        <translation>Die Bibliothek lässt sich nicht nach {folder} verschieben: {reason}.</translation>
    </message>
    <message>
        <source>The library cannot be opened.</source>
        <translation>Die Bibliothek lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>The library cannot be written.</source>
        <translation>Die Bibliothek lässt sich nicht beschreiben.</translation>
    </message>
    <message>
        <source>The library is as it was.</source>
        <translation>Die Bibliothek ist, wie sie war.</translation>
    </message>
    <message>
        <source>The library is being restored.</source>
        <translation>Die Bibliothek wird gerade zurückgeholt.</translation>
    </message>
    <message>
        <source>The library is busy.</source>
        <translation>Die Bibliothek ist beschäftigt.</translation>
    </message>
    <message>
        <source>The library is closed.</source>
        <translation>Die Bibliothek ist geschlossen.</translation>
    </message>
    <message>
        <source>The library is damaged.</source>
        <translation>Die Bibliothek ist beschädigt.</translation>
    </message>
    <message>
        <source>The library takes {needed}, and there are {free} left.</source>
        <translation>Die Bibliothek braucht {needed}, und es sind {free} frei.</translation>
    </message>
    <message>
        <source>The library was moved or replaced while Kinfolk was open.</source>
        <translation>Die Bibliothek wurde verschoben oder ersetzt, während Kinfolk offen war.</translation>
    </message>
    <message>
        <source>The library's file is empty, although there was a library here.</source>
        <translation>Die Datei der Bibliothek ist leer, obwohl hier eine Bibliothek war.</translation>
    </message>
    <message>
        <source>The library's file is gone, although there was a library here.</source>
        <translation>Die Datei der Bibliothek ist weg, obwohl hier eine Bibliothek war.</translation>
    </message>
    <message>
        <source>The limit is from 1 to {max_page}.</source>
        <translation>Die Grenze liegt zwischen 1 und {max_page}.</translation>
    </message>
    <message>
        <source>The newest good backup, of {moment}, holds {counts}; {lack}. Use it: {verb}</source>
        <translation>Die neueste gute Sicherung, vom {moment}, enthält {counts}; {lack}. So nimmst du sie: {verb}</translation>
    </message>
    <message>
        <source>The photo has changed since the last scan. Look for new photos first.</source>
        <translation>Das Foto hat sich seit der letzten Suche geändert. Such zuerst nach neuen Fotos.</translation>
    </message>
    <message>
        <source>The photo is in another library.</source>
        <translation>Das Foto ist in einer anderen Bibliothek.</translation>
    </message>
    <message>
        <source>The photo of {old} is not in {new}.</source>
        <translation>Das Foto von {old} ist nicht in {new}.</translation>
    </message>
    <message>
        <source>The photo shows them already.</source>
        <translation>Das Foto zeigt diese Gruppe schon.</translation>
    </message>
    <message>
        <source>The photo shows {name} already.</source>
        <translation>Das Foto zeigt {name} schon.</translation>
    </message>
    <message>
        <source>The photos take {needed}, and there are {free} left.</source>
        <translation>Die Fotos brauchen {needed}, und es sind {free} frei.</translation>
    </message>
    <message>
        <source>The picture has {pixels} megapixels; Kinfolk reads up to {most}.</source>
        <translation>Das Bild hat {pixels} Megapixel; Kinfolk liest bis zu {most}.</translation>
    </message>
    <message>
        <source>The pictures of the faces were damaged or lost.</source>
        <translation>Die Bilder der Gesichter waren beschädigt oder verloren.</translation>
    </message>
    <message>
        <source>The process that draws photos does not start.</source>
        <translation>Der Prozess, der Fotos zeichnet, startet nicht.</translation>
    </message>
    <message>
        <source>The process that reads names does not start.</source>
        <translation>Der Prozess, der Namen liest, startet nicht.</translation>
    </message>
    <message>
        <source>The scan has stopped. {why}</source>
        <translation>Die Suche hat angehalten. {why}</translation>
    </message>
    <message>
        <source>The settings cannot be kept: {why}.</source>
        <translation>Die Einstellungen lassen sich nicht aufbewahren: {why}.</translation>
    </message>
    <message>
        <source>The settings cannot be read: {why}.</source>
        <translation>Die Einstellungen lassen sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>The token's file {file} is a link, or cannot be read.</source>
        <translation>Die Datei des Schlüssels, {file}, ist eine Verknüpfung oder lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The token's file {file} is not a file of yours.</source>
        <translation>Die Datei des Schlüssels, {file}, gehört nicht dir.</translation>
    </message>
    <message>
        <source>The video ends before that moment.</source>
        <translation>Das Video endet vor diesem Moment.</translation>
    </message>
    <message>
        <source>There are far too many parts in it.</source>
        <translation>Darin sind viel zu viele Teile.</translation>
    </message>
    <message>
        <source>There are far too many segments in it.</source>
        <translation>Darin sind viel zu viele Abschnitte.</translation>
    </message>
    <message>
        <source>There are more than {most} faces of one photo.</source>
        <translation>Es sind mehr als {most} Gesichter für ein einziges Foto.</translation>
    </message>
    <message>
        <source>There are several libraries.</source>
        <translation>Es gibt mehrere Bibliotheken.</translation>
    </message>
    <message>
        <source>There is a library in {folder} already.</source>
        <translation>In {folder} gibt es schon eine Bibliothek.</translation>
    </message>
    <message>
        <source>There is a search called {name} already.</source>
        <translation>Es gibt schon eine Suche namens {name}.</translation>
    </message>
    <message>
        <source>There is far too long a list in it.</source>
        <translation>Darin ist eine viel zu lange Liste.</translation>
    </message>
    <message>
        <source>There is no engine {engine_id!r}.</source>
        <translation>Es gibt keine Engine {engine_id!r}.</translation>
    </message>
    <message>
        <source>There is no face {face_id!r} in that library.</source>
        <translation>In dieser Bibliothek gibt es kein Gesicht {face_id!r}.</translation>
    </message>
    <message>
        <source>There is no face {face_id!r}.</source>
        <translation>Es gibt kein Gesicht {face_id!r}.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>There is no folder {parent}.</source>
        <translation>Es gibt keinen Ordner {parent}.</translation>
    </message>
    <message>
        <source>There is no library to back up.</source>
        <translation>Es gibt keine Bibliothek, die zu sichern wäre.</translation>
    </message>
    <message>
        <source>There is no person {person_id!r}.</source>
        <translation>Es gibt keine Person {person_id!r}.</translation>
    </message>
    <message>
        <source>There is no scan {scan_id}.</source>
        <translation>Es gibt keine Suche {scan_id}.</translation>
    </message>
    <message>
        <source>There is no step {number} in the history.</source>
        <translation>Im Verlauf gibt es keinen Schritt {number}.</translation>
    </message>
    <message>
        <source>There is no such number of people.</source>
        <translation>Eine solche Zahl von Personen gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no {kind} {row_id!r}.</source>
        <translation>Das gibt es nicht mehr: {kind} {row_id!r}.</translation>
    </message>
    <message>
        <source>There is no {path}.</source>
        <translation>{path} gibt es nicht.</translation>
    </message>
    <message>
        <source>There is something else by now, which is no file.</source>
        <translation>Dort ist inzwischen etwas anderes, das keine Datei ist.</translation>
    </message>
    <message>
        <source>There is something new in it by now.</source>
        <translation>Inzwischen ist etwas Neues darin.</translation>
    </message>
    <message>
        <source>These faces are not there any more.</source>
        <translation>Diese Gesichter sind nicht mehr da.</translation>
    </message>
    <message>
        <source>These faces were given to {name} meanwhile.</source>
        <translation>Diese Gesichter wurden inzwischen {name} zugeordnet.</translation>
    </message>
    <message>
        <source>These faces were moved meanwhile.</source>
        <translation>Diese Gesichter wurden inzwischen verschoben.</translation>
    </message>
    <message>
        <source>They are not in that photo any more.</source>
        <translation>Diese Person ist nicht mehr in dem Foto.</translation>
    </message>
    <message>
        <source>They are of different libraries.</source>
        <translation>Sie sind aus verschiedenen Bibliotheken.</translation>
    </message>
    <message>
        <source>This file is damaged.</source>
        <translation>Diese Datei ist beschädigt.</translation>
    </message>
    <message>
        <source>This file is empty.</source>
        <translation>Diese Datei ist leer.</translation>
    </message>
    <message>
        <source>This file is not a Kinfolk library.</source>
        <translation>Diese Datei ist keine Bibliothek von Kinfolk.</translation>
    </message>
    <message>
        <source>This file is the library itself.</source>
        <translation>Diese Datei ist die Bibliothek selbst.</translation>
    </message>
    <message>
        <source>This file was made by a newer Kinfolk.</source>
        <translation>Diese Datei stammt von einem neueren Kinfolk.</translation>
    </message>
    <message>
        <source>This group has no name any more.</source>
        <translation>Diese Gruppe hat keinen Namen mehr.</translation>
    </message>
    <message>
        <source>This group is called {now} now.</source>
        <translation>Diese Gruppe heißt jetzt {now}.</translation>
    </message>
    <message>
        <source>This group is hidden now.</source>
        <translation>Diese Gruppe ist jetzt verborgen.</translation>
    </message>
    <message>
        <source>This group is not there any more.</source>
        <translation>Diese Gruppe ist nicht mehr da.</translation>
    </message>
    <message>
        <source>This has been decided already.</source>
        <translation>Das ist schon entschieden.</translation>
    </message>
    <message>
        <source>This is not readable text.</source>
        <translation>Das ist kein lesbarer Text.</translation>
    </message>
    <message>
        <source>This library was made by Kinfolk 0.1 and can’t be used any more.</source>
        <translation>Diese Bibliothek hat Kinfolk 0.1 gemacht, sie ist nicht mehr verwendbar.</translation>
    </message>
    <message>
        <source>This library was made by a newer Kinfolk.</source>
        <translation>Diese Bibliothek stammt von einem neueren Kinfolk.</translation>
    </message>
    <message>
        <source>This package of Kinfolk reads no RAW photos.</source>
        <translation>Dieses Paket von Kinfolk liest keine RAW-Fotos.</translation>
    </message>
    <message>
        <source>This package of Kinfolk reads no videos.</source>
        <translation>Dieses Paket von Kinfolk liest keine Videos.</translation>
    </message>
    <message>
        <source>This text or number cannot be stored.</source>
        <translation>Dieser Text oder diese Zahl lässt sich nicht speichern.</translation>
    </message>
    <message>
        <source>This was answered with no meanwhile.</source>
        <translation>Darauf wurde inzwischen mit Nein geantwortet.</translation>
    </message>
    <message>
        <source>Too many levels of symbolic links</source>
        <translation>Verknüpfungen führen im Kreis</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>zu viele offene Dateien</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Versuch es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuch es später noch einmal.</translation>
    </message>
    <message>
        <source>Undo that first.</source>
        <translation>Mach das zuerst rückgängig.</translation>
    </message>
    <message>
        <source>Until it is, they are kept in {usual}.</source>
        <translation>Bis dahin liegen sie in {usual}.</translation>
    </message>
    <message>
        <source>Update Kinfolk to open it.</source>
        <translation>Aktualisiere Kinfolk, um sie zu öffnen.</translation>
    </message>
    <message>
        <source>Update Kinfolk to use it.</source>
        <translation>Aktualisiere Kinfolk, um sie zu verwenden.</translation>
    </message>
    <message>
        <source>Update this one first. Nothing was changed.</source>
        <translation>Aktualisiere zuerst dieses. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>What is done here is saved as soon as it has ended.</source>
        <translation>Was hier geschieht, wird gespeichert, sobald es fertig ist.</translation>
    </message>
    <message>
        <source>What is there by now stays.</source>
        <translation>Was bis jetzt dort ist, bleibt.</translation>
    </message>
    <message>
        <source>What reads it is not installed any more: Kinfolk’s extra “raw”.</source>
        <translation>Was es liest, ist nicht mehr installiert: Kinfolks Zusatz „raw“.</translation>
    </message>
    <message>
        <source>What reads it is not installed any more: Kinfolk’s extra “video”.</source>
        <translation>Was es liest, ist nicht mehr installiert: Kinfolks Zusatz „video“.</translation>
    </message>
    <message>
        <source>What was found in it is kept. Connect its drive, then scan again.</source>
        <translation>Was darin gefunden wurde, bleibt. Schließ das Laufwerk an und such dann noch einmal.</translation>
    </message>
    <message>
        <source>What was measured cannot be kept: {why}.</source>
        <translation>Was gemessen wurde, lässt sich nicht aufbewahren: {why}.</translation>
    </message>
    <message>
        <source>What was written does not come back as it was.</source>
        <translation>Was geschrieben wurde, kommt nicht so zurück, wie es war.</translation>
    </message>
    <message>
        <source>Your library is as it was.</source>
        <translation>Deine Bibliothek ist, wie sie war.</translation>
    </message>
    <message>
        <source>Your library lies in {folder}, which is not there.</source>
        <translation>Deine Bibliothek liegt in {folder}, und das ist nicht da.</translation>
    </message>
    <message>
        <source>`kinfolk scans list` shows them.</source>
        <translation>`kinfolk scans list` zeigt sie.</translation>
    </message>
    <message>
        <source>a part of it is kept in other files, and it may not read any</source>
        <translation>ein Teil davon liegt in anderen Dateien, und es darf keine lesen</translation>
    </message>
    <message>
        <source>a part of it may become any size when it is opened</source>
        <translation>ein Teil davon kann beim Öffnen beliebig groß werden</translation>
    </message>
    <message>
        <source>a search asks for people who are not in it</source>
        <translation>eine Suche fragt nach Personen, die nicht darin sind</translation>
    </message>
    <message>
        <source>it breaks down</source>
        <translation>es stürzt ab</translation>
    </message>
    <message>
        <source>it breaks down at its first face</source>
        <translation>es stürzt beim ersten Gesicht ab</translation>
    </message>
    <message>
        <source>it cannot tell the people in your photos apart</source>
        <translation>es kann die Personen in deinen Fotos nicht unterscheiden</translation>
    </message>
    <message>
        <source>it does not give as many numbers as it did</source>
        <translation>es liefert nicht so viele Zahlen wie zuvor</translation>
    </message>
    <message>
        <source>it does not give {least} to {most} numbers for a face, but {found}</source>
        <translation>es liefert für ein Gesicht nicht {least} bis {most} Zahlen, sondern {found}</translation>
    </message>
    <message>
        <source>it does not know a face again that is a little darker</source>
        <translation>es erkennt ein Gesicht nicht wieder, das etwas dunkler ist</translation>
    </message>
    <message>
        <source>it does not say its version</source>
        <translation>sie nennt ihre Version nicht</translation>
    </message>
    <message>
        <source>it fails at a face</source>
        <translation>es scheitert an einem Gesicht</translation>
    </message>
    <message>
        <source>it gives another answer to the same face each time</source>
        <translation>es antwortet auf dasselbe Gesicht jedes Mal anders</translation>
    </message>
    <message>
        <source>it gives no numbers that can be compared</source>
        <translation>es liefert keine Zahlen, die sich vergleichen lassen</translation>
    </message>
    <message>
        <source>it gives the same answer to every face</source>
        <translation>es antwortet auf jedes Gesicht gleich</translation>
    </message>
    <message>
        <source>it has more than {most} cards</source>
        <translation>sie hat mehr als {most} Karten</translation>
    </message>
    <message>
        <source>it is no ONNX model</source>
        <translation>es ist kein ONNX-Modell</translation>
    </message>
    <message>
        <source>it is no ONNX model that can be used</source>
        <translation>es ist kein ONNX-Modell, das sich verwenden lässt</translation>
    </message>
    <message>
        <source>it is no export of Kinfolk</source>
        <translation>sie ist kein Export von Kinfolk</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>sie ist kein Text</translation>
    </message>
    <message>
        <source>it is not made for faces of {chip} pixels, but for {found}</source>
        <translation>es ist nicht für Gesichter von {chip} Pixeln gemacht, sondern für {found}</translation>
    </message>
    <message>
        <source>it is not whole, or no JSON</source>
        <translation>sie ist nicht vollständig oder kein JSON</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>sie ist zu groß</translation>
    </message>
    <message>
        <source>it needs more than {seconds} seconds for its first face</source>
        <translation>es braucht mehr als {seconds} Sekunden für das erste Gesicht</translation>
    </message>
    <message>
        <source>it speaks of people who are not in it</source>
        <translation>sie spricht von Personen, die nicht darin sind</translation>
    </message>
    <message>
        <source>it takes far too long for a face</source>
        <translation>es braucht viel zu lange für ein Gesicht</translation>
    </message>
    <message>
        <source>it takes far too much memory</source>
        <translation>es braucht viel zu viel Speicher</translation>
    </message>
    <message>
        <source>it tells somebody apart from themselves</source>
        <translation>sie unterscheidet jemanden von sich selbst</translation>
    </message>
    <message>
        <source>its process does not keep to the form</source>
        <translation>sein Prozess hält sich nicht an die Form</translation>
    </message>
    <message>
        <source>somebody is there twice</source>
        <translation>jemand kommt zweimal vor</translation>
    </message>
    <message>
        <source>something follows after its end</source>
        <translation>nach ihrem Ende folgt noch etwas</translation>
    </message>
    <message>
        <source>there is no contact in it</source>
        <translation>es ist kein Kontakt darin</translation>
    </message>
    <message>
        <source>what it gives for a face is not one list of numbers</source>
        <translation>was es für ein Gesicht liefert, ist nicht eine Liste von Zahlen</translation>
    </message>
    <message>
        <source>{copy} is not what was written.</source>
        <translation>{copy} ist nicht, was geschrieben wurde.</translation>
    </message>
    <message>
        <source>{count} RAW photos are left out. To read them, install Kinfolk with its extra “raw”.</source>
        <translation>{count} RAW-Fotos wurden ausgelassen. Um sie zu lesen, installiere Kinfolk mit dem Zusatz „raw“.</translation>
    </message>
    <message>
        <source>{count} RAW photos are left out: this package of Kinfolk reads no RAW photos.</source>
        <translation>{count} RAW-Fotos wurden ausgelassen: Dieses Paket von Kinfolk liest keine RAW-Fotos.</translation>
    </message>
    <message>
        <source>{count} libraries know a {name}.</source>
        <translation>{count} Bibliotheken kennen {name}.</translation>
    </message>
    <message>
        <source>{count} videos are left out. To read them, install Kinfolk with its extra “video”.</source>
        <translation>{count} Videos wurden ausgelassen. Um sie zu lesen, installiere Kinfolk mit dem Zusatz „video“.</translation>
    </message>
    <message>
        <source>{count} videos are left out: on macOS there is nothing that Kinfolk could read them by.</source>
        <translation>{count} Videos wurden ausgelassen: Unter macOS gibt es nichts, womit Kinfolk sie lesen könnte.</translation>
    </message>
    <message>
        <source>{count} videos are left out: this package of Kinfolk reads no videos.</source>
        <translation>{count} Videos wurden ausgelassen: Dieses Paket von Kinfolk liest keine Videos.</translation>
    </message>
    <message>
        <source>{file} cannot be read: {why}.</source>
        <translation>{file} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{file} cannot be used: {why}.</source>
        <translation>{file} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>{file} is a file of Kinfolk itself.</source>
        <translation>{file} ist eine Datei von Kinfolk selbst.</translation>
    </message>
    <message>
        <source>{file} is no file.</source>
        <translation>{file} ist keine Datei.</translation>
    </message>
    <message>
        <source>{file} is there already, and is no backup of this library.</source>
        <translation>{file} gibt es schon, und es ist keine Sicherung dieser Bibliothek.</translation>
    </message>
    <message>
        <source>{file} is too large to be a model: {size} bytes.</source>
        <translation>{file} ist zu groß für ein Modell: {size} Bytes.</translation>
    </message>
    <message>
        <source>{folder} cannot be written to ({why}).</source>
        <translation>In {folder} lässt sich nicht schreiben ({why}).</translation>
    </message>
    <message>
        <source>{folder} is one of your folders of photos, or lies in one.</source>
        <translation>{folder} ist einer deiner Fotoordner oder liegt in einem.</translation>
    </message>
    <message>
        <source>{name} has no name any more.</source>
        <translation>{name} hat keinen Namen mehr.</translation>
    </message>
    <message>
        <source>{name} is called {now} now.</source>
        <translation>{name} heißt jetzt {now}.</translation>
    </message>
    <message>
        <source>{name} is hidden now.</source>
        <translation>{name} ist jetzt verborgen.</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>{name} of the engine {pack} is damaged.</source>
        <translation>{name} der Engine {pack} ist beschädigt.</translation>
    </message>
    <message>
        <source>{new} is empty, so it is not {old}.</source>
        <translation>{new} ist leer, also ist es nicht {old}.</translation>
    </message>
    <message>
        <source>{pack} cannot be used: {why}.</source>
        <translation>{pack} lässt sich nicht verwenden: {why}.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {why}.</source>
        <translation>{path} lässt sich nicht lesen: {why}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {why}.</source>
        <translation>{path} ließ sich nicht schreiben: {why}.</translation>
    </message>
    <message>
        <source>{path} is not a folder.</source>
        <translation>{path} ist kein Ordner.</translation>
    </message>
    <message>
        <source>{path} is there already, and is something else.</source>
        <translation>{path} gibt es schon, und es ist etwas anderes.</translation>
    </message>
    <message>
        <source>{text!r} is no age. Write it like Dora&lt;5, Dora&gt;=18 or Dora=3-6.</source>
        <translation>{text!r} ist kein Alter. Schreib es wie Dora&lt;5, Dora&gt;=18 oder Dora=3-6.</translation>
    </message>
    <message>
        <source>{where}: {said}</source>
        <translation>{where}: {said}</translation>
    </message>
    <message>
        <source>“{first}” was undone after “{step}”.</source>
        <translation>„{first}“ wurde nach „{step}“ rückgängig gemacht.</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are two names of one face.</source>
        <translation>„{one}“ und „{other}“ sind zwei Namen für ein Gesicht.</translation>
    </message>
    <message>
        <source>“{step}” cannot be done again: “{other}” was done since, and is about the same.</source>
        <translation>„{step}“ lässt sich nicht wiederholen: „{other}“ kam danach und betrifft dasselbe.</translation>
    </message>
    <message>
        <source>“{step}” cannot be undone any more: there is something in it by now.</source>
        <translation>„{step}“ lässt sich nicht mehr rückgängig machen: Inzwischen ist etwas darin.</translation>
    </message>
    <message>
        <source>“{step}” cannot be undone any more: what it was about has changed since.</source>
        <translation>„{step}“ lässt sich nicht mehr rückgängig machen: Was es betraf, hat sich seither geändert.</translation>
    </message>
    <message>
        <source>“{step}” is not undone.</source>
        <translation>„{step}“ ist nicht rückgängig gemacht.</translation>
    </message>
    <message>
        <source>“{step}” no longer fits: what it was about has changed since.</source>
        <translation>„{step}“ passt nicht mehr: Was es betraf, hat sich seither geändert.</translation>
    </message>
    <message>
        <source>“{step}” was not undone. Something newer was done since: “{newest}”.</source>
        <translation>„{step}“ wurde nicht rückgängig gemacht. Danach kam noch etwas: „{newest}“.</translation>
    </message>
    <message>
        <source>“{step}” was not undone: “{other}” was done since, and is about the same.</source>
        <translation>„{step}“ wurde nicht rückgängig gemacht: „{other}“ kam danach und betrifft dasselbe.</translation>
    </message>
    <message>
        <source>“{step}” was undone already.</source>
        <translation>„{step}“ ist schon rückgängig gemacht.</translation>
    </message>
</context>
<context>
    <name>keys</name>
    <message>
        <source>A birth date</source>
        <translation>Ein Geburtsdatum</translation>
    </message>
    <message>
        <source>A contact sheet, as PDF</source>
        <translation>Ein Kontaktbogen als PDF</translation>
    </message>
    <message>
        <source>A new person</source>
        <translation>Eine neue Person</translation>
    </message>
    <message>
        <source>A page down</source>
        <translation>Eine Seite nach unten</translation>
    </message>
    <message>
        <source>A page of people</source>
        <translation>Eine Seite mit Personen</translation>
    </message>
    <message>
        <source>A page up</source>
        <translation>Eine Seite nach oben</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>Eine Person</translation>
    </message>
    <message>
        <source>A photo</source>
        <translation>Ein Foto</translation>
    </message>
    <message>
        <source>A row of choices</source>
        <translation>Eine Reihe zur Auswahl</translation>
    </message>
    <message>
        <source>A second back in it</source>
        <translation>Darin eine Sekunde zurück</translation>
    </message>
    <message>
        <source>A second on in it</source>
        <translation>Darin eine Sekunde weiter</translation>
    </message>
    <message>
        <source>A single face</source>
        <translation>Ein einzelnes Gesicht</translation>
    </message>
    <message>
        <source>A slide show</source>
        <translation>Eine Diashow</translation>
    </message>
    <message>
        <source>Add somebody without a face</source>
        <translation>Jemanden ohne Gesicht hinzufügen</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles davon</translation>
    </message>
    <message>
        <source>All of the screen, or the window</source>
        <translation>Der ganze Bildschirm oder das Fenster</translation>
    </message>
    <message>
        <source>All right: all faces</source>
        <translation>Stimmt alles: alle Gesichter</translation>
    </message>
    <message>
        <source>All right: the faces of the person</source>
        <translation>Stimmt alles: die Gesichter der Person</translation>
    </message>
    <message>
        <source>Another card</source>
        <translation>Eine andere Karte</translation>
    </message>
    <message>
        <source>Another line</source>
        <translation>Eine andere Zeile</translation>
    </message>
    <message>
        <source>Another person, while one types</source>
        <translation>Jemand anders, während man schreibt</translation>
    </message>
    <message>
        <source>Another portrait to keep</source>
        <translation>Ein anderes Porträt behalten</translation>
    </message>
    <message>
        <source>Ask for what is marked</source>
        <translation>Nach dem fragen, was markiert ist</translation>
    </message>
    <message>
        <source>Ask for what is marked, and on to the photos</source>
        <translation>Nach dem fragen, was markiert ist, und weiter zu den Fotos</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to the field</source>
        <translation>Zurück zum Feld</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choosing somebody</source>
        <translation>Jemanden wählen</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Copy the photos to a folder</source>
        <translation>Die Fotos in einen Ordner kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Dialogs</source>
        <translation>Dialoge</translation>
    </message>
    <message>
        <source>Down an enlarged photo</source>
        <translation>In einem vergrößerten Foto nach unten</translation>
    </message>
    <message>
        <source>Empty the field; then back to the photos</source>
        <translation>Das Feld leeren; dann zurück zu den Fotos</translation>
    </message>
    <message>
        <source>Empty the field; where it is empty, back to the page</source>
        <translation>Das Feld leeren; ist es leer, zurück zur Seite</translation>
    </message>
    <message>
        <source>Finding photos</source>
        <translation>Fotos finden</translation>
    </message>
    <message>
        <source>Further down</source>
        <translation>Weiter nach unten</translation>
    </message>
    <message>
        <source>Further up</source>
        <translation>Weiter nach oben</translation>
    </message>
    <message>
        <source>Give the name, and go on to the next group</source>
        <translation>Den Namen geben, weiter zur nächsten Gruppe</translation>
    </message>
    <message>
        <source>Go on without selecting: for cards that are not neighbours</source>
        <translation>Weitergehen, ohne auszuwählen: für Karten, die nicht nebeneinander liegen</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
    <message>
        <source>Go to the line</source>
        <translation>Zur Zeile gehen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Ignore it: nobody one knows; a stranger is shown again</source>
        <translation>Ignorieren: niemand, den man kennt; Fremde werden wieder gezeigt</translation>
    </message>
    <message>
        <source>In the empty field: take the last one out</source>
        <translation>Im leeren Feld: das Letzte herausnehmen</translation>
    </message>
    <message>
        <source>It is not a face</source>
        <translation>Es ist kein Gesicht</translation>
    </message>
    <message>
        <source>It is not them</source>
        <translation>Es ist nicht diese Person</translation>
    </message>
    <message>
        <source>It is somebody else</source>
        <translation>Es ist jemand anders</translation>
    </message>
    <message>
        <source>It is somebody else of that name</source>
        <translation>Es ist jemand anders mit diesem Namen</translation>
    </message>
    <message>
        <source>It is somebody new</source>
        <translation>Es ist jemand Neues</translation>
    </message>
    <message>
        <source>It is the first, second or third of those shown</source>
        <translation>Es ist die erste, zweite oder dritte der gezeigten Personen</translation>
    </message>
    <message>
        <source>It is whoever is marked, or somebody new</source>
        <translation>Es ist, wer markiert ist, oder jemand Neues</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meinen behalten</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Leave it for now: the next group</source>
        <translation>Vorerst lassen: die nächste Gruppe</translation>
    </message>
    <message>
        <source>Leave it open</source>
        <translation>Offen lassen</translation>
    </message>
    <message>
        <source>Look closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Look closer at the group, where nothing is typed</source>
        <translation>Die Gruppe genauer ansehen, wenn nichts eingegeben ist</translation>
    </message>
    <message>
        <source>Looking closer</source>
        <translation>Genauer ansehen</translation>
    </message>
    <message>
        <source>Make it the portrait</source>
        <translation>Zum Porträt machen</translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Gesicht markieren</translation>
    </message>
    <message>
        <source>Marking a face</source>
        <translation>Ein Gesicht markieren</translation>
    </message>
    <message>
        <source>Merge two people</source>
        <translation>Zwei Personen zusammenführen</translation>
    </message>
    <message>
        <source>Merging people</source>
        <translation>Personen zusammenführen</translation>
    </message>
    <message>
        <source>Move the faces taken out to somebody</source>
        <translation>Die herausgenommenen Gesichter jemandem zuordnen</translation>
    </message>
    <message>
        <source>Move the face’s frame</source>
        <translation>Den Rahmen des Gesichts verschieben</translation>
    </message>
    <message>
        <source>Name or rename</source>
        <translation>Benennen oder umbenennen</translation>
    </message>
    <message>
        <source>Names never, at the pointer, always</source>
        <translation>Namen nie, am Zeiger, immer</translation>
    </message>
    <message>
        <source>Names to decide</source>
        <translation>Strittige Namen</translation>
    </message>
    <message>
        <source>Naming a face in a photo</source>
        <translation>Ein Gesicht auf einem Foto benennen</translation>
    </message>
    <message>
        <source>Naming a group</source>
        <translation>Eine Gruppe benennen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>No, of the same faces</source>
        <translation>Nein, zu denselben Gesichtern</translation>
    </message>
    <message>
        <source>On a card that has its name: take it back</source>
        <translation>Auf einer Karte, die ihren Namen hat: zurücknehmen</translation>
    </message>
    <message>
        <source>One pixel is one of the screen</source>
        <translation>Ein Pixel ist eines des Bildschirms</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the calendar</source>
        <translation>Den Kalender öffnen</translation>
    </message>
    <message>
        <source>Open the first</source>
        <translation>Das Erste öffnen</translation>
    </message>
    <message>
        <source>Pause, or go on</source>
        <translation>Anhalten oder weitermachen</translation>
    </message>
    <message>
        <source>People and groups</source>
        <translation>Personen und Gruppen</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Pick the face, or move it over</source>
        <translation>Das Gesicht wählen oder auf die andere Seite bringen</translation>
    </message>
    <message>
        <source>Pick two others</source>
        <translation>Zwei andere wählen</translation>
    </message>
    <message>
        <source>Picking faces for a person</source>
        <translation>Gesichter für eine Person wählen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo it</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Say who the face is</source>
        <translation>Sagen, wer das ist</translation>
    </message>
    <message>
        <source>See the whole photo, as long as it is held</source>
        <translation>Das ganze Foto sehen, solange die Taste gehalten wird</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Select all faces of the card</source>
        <translation>Alle Gesichter der Karte auswählen</translation>
    </message>
    <message>
        <source>Select all photos</source>
        <translation>Alle Fotos auswählen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts auswählen</translation>
    </message>
    <message>
        <source>Select nothing, then all of the card</source>
        <translation>Nichts auswählen, dann die ganze Karte</translation>
    </message>
    <message>
        <source>Select the face</source>
        <translation>Das Gesicht auswählen</translation>
    </message>
    <message>
        <source>Select the next card, too</source>
        <translation>Auch die nächste Karte auswählen</translation>
    </message>
    <message>
        <source>Select the next line, too</source>
        <translation>Auch die nächste Zeile auswählen</translation>
    </message>
    <message>
        <source>Select the photo, or no longer</source>
        <translation>Das Foto auswählen oder nicht mehr</translation>
    </message>
    <message>
        <source>Select this card, or no longer</source>
        <translation>Diese Karte auswählen oder nicht mehr</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show less likely ones, or hide them</source>
        <translation>Weniger wahrscheinliche zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>Show their page</source>
        <translation>Ihre Seite zeigen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Splitting</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Stop naming</source>
        <translation>Mit dem Benennen aufhören</translation>
    </message>
    <message>
        <source>Stop on the way, or close</source>
        <translation>Unterwegs anhalten oder schließen</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>Alle nehmen</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation>Herausnehmen</translation>
    </message>
    <message>
        <source>Take the face out</source>
        <translation>Das Gesicht herausnehmen</translation>
    </message>
    <message>
        <source>Take the face out, or leave it in</source>
        <translation>Das Gesicht herausnehmen oder darin lassen</translation>
    </message>
    <message>
        <source>Take the face, or leave it</source>
        <translation>Das Gesicht nehmen oder lassen</translation>
    </message>
    <message>
        <source>Take the file’s name</source>
        <translation>Namen der Datei nehmen</translation>
    </message>
    <message>
        <source>The card before</source>
        <translation>Die vorige Karte</translation>
    </message>
    <message>
        <source>The coloured button</source>
        <translation>Die farbige Schaltfläche</translation>
    </message>
    <message>
        <source>The face before</source>
        <translation>Das vorige Gesicht</translation>
    </message>
    <message>
        <source>The face in the middle, or the whole photo</source>
        <translation>Das Gesicht in der Mitte oder das ganze Foto</translation>
    </message>
    <message>
        <source>The first card</source>
        <translation>Die erste Karte</translation>
    </message>
    <message>
        <source>The first person</source>
        <translation>Die erste Person</translation>
    </message>
    <message>
        <source>The first photo</source>
        <translation>Das erste Foto</translation>
    </message>
    <message>
        <source>The group before</source>
        <translation>Die vorige Gruppe</translation>
    </message>
    <message>
        <source>The group is the same as somebody</source>
        <translation>Die Gruppe ist jemand, den es schon gibt</translation>
    </message>
    <message>
        <source>The last card</source>
        <translation>Die letzte Karte</translation>
    </message>
    <message>
        <source>The last photo</source>
        <translation>Das letzte Foto</translation>
    </message>
    <message>
        <source>The line before</source>
        <translation>Die vorige Zeile</translation>
    </message>
    <message>
        <source>The list of keys</source>
        <translation>Die Liste der Tasten</translation>
    </message>
    <message>
        <source>The moment before</source>
        <translation>Der Moment davor</translation>
    </message>
    <message>
        <source>The name of before; then leave it</source>
        <translation>Der Name von vorher; dann lassen</translation>
    </message>
    <message>
        <source>The name on a person’s page</source>
        <translation>Der Name auf der Seite einer Person</translation>
    </message>
    <message>
        <source>The next card</source>
        <translation>Die nächste Karte</translation>
    </message>
    <message>
        <source>The next face</source>
        <translation>Das nächste Gesicht</translation>
    </message>
    <message>
        <source>The next face in it</source>
        <translation>Das nächste Gesicht darin</translation>
    </message>
    <message>
        <source>The next face of theirs</source>
        <translation>Das nächste Gesicht der Person</translation>
    </message>
    <message>
        <source>The next field or button</source>
        <translation>Das nächste Feld oder die nächste Schaltfläche</translation>
    </message>
    <message>
        <source>The next line</source>
        <translation>Die nächste Zeile</translation>
    </message>
    <message>
        <source>The next moment of a video</source>
        <translation>Der nächste Moment eines Videos</translation>
    </message>
    <message>
        <source>The next one</source>
        <translation>Das Nächste</translation>
    </message>
    <message>
        <source>The next person</source>
        <translation>Die nächste Person</translation>
    </message>
    <message>
        <source>The next photo</source>
        <translation>Das nächste Foto</translation>
    </message>
    <message>
        <source>The next row</source>
        <translation>Die nächste Reihe</translation>
    </message>
    <message>
        <source>The one before</source>
        <translation>Das Vorige</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Umgekehrt</translation>
    </message>
    <message>
        <source>The person before</source>
        <translation>Die vorige Person</translation>
    </message>
    <message>
        <source>The photo before</source>
        <translation>Das vorige Foto</translation>
    </message>
    <message>
        <source>The row above</source>
        <translation>Die Reihe darüber</translation>
    </message>
    <message>
        <source>The row before</source>
        <translation>Die vorige Reihe</translation>
    </message>
    <message>
        <source>The row below</source>
        <translation>Die Reihe darunter</translation>
    </message>
    <message>
        <source>The search field</source>
        <translation>Das Suchfeld</translation>
    </message>
    <message>
        <source>The sidebar</source>
        <translation>Die Seitenleiste</translation>
    </message>
    <message>
        <source>These are two people</source>
        <translation>Das sind zwei Personen</translation>
    </message>
    <message>
        <source>They are two people</source>
        <translation>Es sind zwei Personen</translation>
    </message>
    <message>
        <source>Three cards back</source>
        <translation>Drei Karten zurück</translation>
    </message>
    <message>
        <source>Three cards on</source>
        <translation>Drei Karten weiter</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Ans Ende</translation>
    </message>
    <message>
        <source>To the top</source>
        <translation>An den Anfang</translation>
    </message>
    <message>
        <source>To what is asked for</source>
        <translation>Zu dem, wonach gefragt wird</translation>
    </message>
    <message>
        <source>To what was found</source>
        <translation>Zu dem, was gefunden wurde</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo what was done before, where nothing is typed</source>
        <translation>Das Letzte rückgängig machen, wenn nichts getippt ist</translation>
    </message>
    <message>
        <source>Up an enlarged photo</source>
        <translation>In einem vergrößerten Foto nach oben</translation>
    </message>
    <message>
        <source>What a search asks for</source>
        <translation>Wonach eine Suche fragt</translation>
    </message>
    <message>
        <source>What is known of the photo</source>
        <translation>Was über das Foto bekannt ist</translation>
    </message>
    <message>
        <source>What it may ask for instead</source>
        <translation>Wonach sie stattdessen fragen kann</translation>
    </message>
    <message>
        <source>What one may ask for; the next one</source>
        <translation>Wonach man fragen kann; das Nächste</translation>
    </message>
    <message>
        <source>What you said no to</source>
        <translation>Abgelehntes</translation>
    </message>
    <message>
        <source>When it was taken</source>
        <translation>Wann es aufgenommen wurde</translation>
    </message>
    <message>
        <source>When the photos were taken</source>
        <translation>Wann die Fotos aufgenommen wurden</translation>
    </message>
    <message>
        <source>Who else is in somebody’s photos</source>
        <translation>Wer sonst auf den Fotos einer Person ist</translation>
    </message>
    <message>
        <source>Why it may be somebody</source>
        <translation>Warum es jemand sein könnte</translation>
    </message>
    <message>
        <source>Why it may be them</source>
        <translation>Warum es die Person sein könnte</translation>
    </message>
    <message>
        <source>With them, without them, or either way</source>
        <translation>Mit, ohne oder gleich wie</translation>
    </message>
    <message>
        <source>Yes: the selected faces, this one, or all of the card</source>
        <translation>Ja: die ausgewählten Gesichter, dieses oder die ganze Karte</translation>
    </message>
</context>
<context>
    <name>merge</name>
    <message>
        <source>Merge…</source>
        <translation>Zusammenführen…</translation>
    </message>
    <message>
        <source>This group gets {}. It has no name yet.</source>
        <translation>Diese Gruppe bekommt {}. Sie hat noch keinen Namen.</translation>
    </message>
    <message>
        <source>Who else is {}?</source>
        <translation>Wer ist noch {}?</translation>
    </message>
    <message>
        <source>this group</source>
        <translation>diese Gruppe</translation>
    </message>
    <message>
        <source>{stays} gets {faces} of {goes}. The name {stays} stays, {goes} goes.</source>
        <translation>{stays} bekommt {faces} von {goes}. Der Name {stays} bleibt, {goes} geht.</translation>
    </message>
    <message>
        <source>{stays} gets {faces}. The name {stays} stays.</source>
        <translation>{stays} bekommt {faces}. Der Name {stays} bleibt.</translation>
    </message>
</context>
<context>
    <name>moving</name>
    <message>
        <source>The library could not be opened in the other folder, and is still in {}. {}</source>
        <translation>Die Bibliothek ließ sich im anderen Ordner nicht öffnen und liegt weiter in {}. {}</translation>
    </message>
    <message>
        <source>The library is in {} now.</source>
        <translation>Die Bibliothek liegt jetzt in {}.</translation>
    </message>
    <message>
        <source>The library stays where it was.</source>
        <translation>Die Bibliothek bleibt, wo sie war.</translation>
    </message>
</context>
<context>
    <name>person_faces</name>
    <message>
        <source>All from {}</source>
        <translation>Alle von {}</translation>
    </message>
    <message>
        <source>Confirmed by you</source>
        <translation>Von dir bestätigt</translation>
    </message>
    <message>
        <source>First {first}, last {last}</source>
        <translation>Zuerst {first}, zuletzt {last}</translation>
    </message>
    <message>
        <source>Placed by Kinfolk</source>
        <translation>Von Kinfolk zugeordnet</translation>
    </message>
    <message>
        <source>Worth a look</source>
        <translation>Einen Blick wert</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>diesen Monat</translation>
    </message>
    <message>
        <source>this week</source>
        <translation>diese Woche</translation>
    </message>
    <message>
        <source>this year</source>
        <translation>dieses Jahr</translation>
    </message>
</context>
<context>
    <name>photo_info</name>
    <message>
        <source>E</source>
        <translation>O</translation>
    </message>
    <message>
        <source>Faces are looked for in it by the next scan.</source>
        <translation>Gesichter findet hier die nächste Suche.</translation>
    </message>
    <message>
        <source>Kinfolk looks for no faces in this folder.</source>
        <translation>In diesem Ordner sucht Kinfolk keine Gesichter.</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>S</source>
        <translation>S</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>photo_view</name>
    <message>
        <source>Drawing the photo…</source>
        <translation>Das Foto wird gezeichnet…</translation>
    </message>
    <message>
        <source>{} is away. Its faces are still here.</source>
        <translation>{} ist nicht da. Die Gesichter sind noch hier.</translation>
    </message>
</context>
<context>
    <name>photos</name>
    <message>
        <source>Could not be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>“{}” is away</source>
        <translation>„{}“ ist nicht da</translation>
    </message>
</context>
<context>
    <name>rescue</name>
    <message>
        <source>Restored: {}.</source>
        <translation>Zurückgeholt: {}.</translation>
    </message>
</context>
<context>
    <name>scan_words</name>
    <message>
        <source>Away: {}.</source>
        <translation>Nicht da: {}.</translation>
    </message>
    <message>
        <source>No new photos. {} found their place.</source>
        <translation>Keine neuen Fotos. {} am Platz.</translation>
    </message>
    <message>
        <source>Nothing new. {}, {}.</source>
        <translation>Nichts Neues. {}, {}.</translation>
    </message>
    <message>
        <source>There are no photos in your folders.</source>
        <translation>In deinen Ordnern sind keine Fotos.</translation>
    </message>
    <message>
        <source>There are no photos in {}.</source>
        <translation>In {} sind keine Fotos.</translation>
    </message>
    <message>
        <source>What is in {} was left out: nothing here reads it.</source>
        <translation>Was in {} liegt, wurde ausgelassen: Hier liest es nichts.</translation>
    </message>
    <message>
        <source>{} looked at, {} found.</source>
        <translation>{} angesehen, {} gefunden.</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>alone</source>
        <translation>allein</translation>
    </message>
    <message>
        <source>an unnamed group</source>
        <translation>eine unbenannte Gruppe</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>and nobody else</source>
        <translation>und sonst niemand</translation>
    </message>
    <message>
        <source>at most {}</source>
        <translation>höchstens {}</translation>
    </message>
    <message>
        <source>at|age|aged</source>
        <translation>mit|alter</translation>
    </message>
    <message>
        <source>before {}</source>
        <translation>vor {}</translation>
    </message>
    <message>
        <source>before|until</source>
        <translation>vor|bis</translation>
    </message>
    <message>
        <source>from|over|since</source>
        <translation>ab|über|seit|von</translation>
    </message>
    <message>
        <source>no face in it</source>
        <translation>kein Gesicht darauf</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>or</source>
        <translation>oder</translation>
    </message>
    <message>
        <source>or {}</source>
        <translation>oder {}</translation>
    </message>
    <message>
        <source>people|persons|faces</source>
        <translation>personen|menschen|leute|gesichter</translation>
    </message>
    <message>
        <source>since {}</source>
        <translation>seit {}</translation>
    </message>
    <message>
        <source>since|from|after</source>
        <translation>seit|ab|von|nach</translation>
    </message>
    <message>
        <source>somebody unknown</source>
        <translation>jemand Unbekanntes</translation>
    </message>
    <message>
        <source>somebody who is gone</source>
        <translation>jemand, den es nicht mehr gibt</translation>
    </message>
    <message>
        <source>under|below</source>
        <translation>unter</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>without a name yet</source>
        <translation>noch ohne Namen</translation>
    </message>
    <message>
        <source>without {}</source>
        <translation>ohne {}</translation>
    </message>
    <message>
        <source>without|not|no</source>
        <translation>ohne|nicht|kein</translation>
    </message>
    <message>
        <source>with|and</source>
        <translation>mit|und</translation>
    </message>
    <message>
        <source>{} at {}</source>
        <translation>{} mit {}</translation>
    </message>
    <message>
        <source>{} from {} on</source>
        <translation>{} ab {}</translation>
    </message>
    <message>
        <source>{} from {} to {}</source>
        <translation>{} von {} bis {}</translation>
    </message>
    <message>
        <source>{} or more</source>
        <translation>{} oder mehr</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} bis {}</translation>
    </message>
    <message>
        <source>{} under {}</source>
        <translation>{} unter {}</translation>
    </message>
</context>
<context>
    <name>ways</name>
    <message>
        <source>Show a page</source>
        <translation>Eine Seite zeigen</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Show the photo</source>
        <translation>Foto zeigen</translation>
    </message>
    <message>
        <source>Show {} page</source>
        <translation>Seite {} zeigen</translation>
    </message>
    <message>
        <source>the group’s</source>
        <translation>der Gruppe</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message numerus="yes">
        <source>%Ln answers</source>
        <translation>
            <numerusform>%Ln Antwort</numerusform>
            <numerusform>%Ln Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln birth dates</source>
        <translation>
            <numerusform>%Ln Geburtsdatum</numerusform>
            <numerusform>%Ln Geburtsdaten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces</source>
        <translation>
            <numerusform>%Ln Gesicht</numerusform>
            <numerusform>%Ln Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces are</source>
        <translation>
            <numerusform>%Ln Gesicht ist</numerusform>
            <numerusform>%Ln Gesichter sind</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces are a group of their own now</source>
        <translation>
            <numerusform>%Ln Gesicht ist jetzt eine eigene Gruppe</numerusform>
            <numerusform>%Ln Gesichter sind jetzt eine eigene Gruppe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln faces are not.</source>
        <translation>
            <numerusform>%Ln Gesicht nicht.</numerusform>
            <numerusform>%Ln Gesichter nicht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files of other programs get our names added</source>
        <translation>
            <numerusform>%Ln Datei eines anderen Programms bekommt unsere Namen dazu</numerusform>
            <numerusform>%Ln Dateien anderer Programme bekommen unsere Namen dazu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folders</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups</source>
        <translation>
            <numerusform>%Ln Gruppe</numerusform>
            <numerusform>%Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln known photos are left out: Kinfolk cannot read them here. Their names are kept.</source>
        <translation>
            <numerusform>%Ln bekanntes Foto wurde ausgelassen: Kinfolk kann es hier nicht lesen. Seine Namen bleiben.</numerusform>
            <numerusform>%Ln bekannte Fotos wurden ausgelassen: Kinfolk kann sie hier nicht lesen. Ihre Namen bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln months</source>
        <translation>
            <numerusform>%Ln Monat</numerusform>
            <numerusform>%Ln Monate</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names</source>
        <translation>
            <numerusform>%Ln Name</numerusform>
            <numerusform>%Ln Namen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new groups</source>
        <translation>
            <numerusform>%Ln neue Gruppe</numerusform>
            <numerusform>%Ln neue Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln new people</source>
        <translation>
            <numerusform>%Ln neue Person</numerusform>
            <numerusform>%Ln neue Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them belong to somebody else now.</source>
        <translation>
            <numerusform>%Ln davon gehört jetzt jemand anderem.</numerusform>
            <numerusform>%Ln davon gehören jetzt jemand anderem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them move here from {}.</source>
        <translation>
            <numerusform>%Ln davon kommt von {} hierher.</numerusform>
            <numerusform>%Ln davon kommen von {} hierher.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other things, such as portraits and dates</source>
        <translation>
            <numerusform>%Ln andere Angabe, etwa ein Porträt oder ein Datum</numerusform>
            <numerusform>%Ln andere Angaben, etwa Porträts und Daten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people have photos only there.</source>
        <translation>
            <numerusform>%Ln Person hat nur dort Fotos.</numerusform>
            <numerusform>%Ln Personen haben nur dort Fotos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people more</source>
        <translation>
            <numerusform>%Ln weitere Person</numerusform>
            <numerusform>%Ln weitere Personen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are back</source>
        <translation>
            <numerusform>%Ln Foto ist wieder da</numerusform>
            <numerusform>%Ln Fotos sind wieder da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos in it have no date.</source>
        <translation>
            <numerusform>%Ln Foto darin hat kein Datum.</numerusform>
            <numerusform>%Ln Fotos darin haben kein Datum.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln placed faces</source>
        <translation>
            <numerusform>%Ln zugeordnetes Gesicht</numerusform>
            <numerusform>%Ln zugeordnete Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln places</source>
        <translation>
            <numerusform>%Ln Ort</numerusform>
            <numerusform>%Ln Orte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln single faces</source>
        <translation>
            <numerusform>%Ln einzelnes Gesicht</numerusform>
            <numerusform>%Ln einzelne Gesichter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln steps</source>
        <translation>
            <numerusform>%Ln Schritt</numerusform>
            <numerusform>%Ln Schritte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln strangers are back on Unnamed</source>
        <translation>
            <numerusform>%Ln Fremder ist wieder unter Unbenannt</numerusform>
            <numerusform>%Ln Fremde sind wieder unter Unbenannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln things</source>
        <translation>
            <numerusform>%Ln Sache</numerusform>
            <numerusform>%Ln Sachen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln wait below.</source>
        <translation>
            <numerusform>%Ln wartet weiter unten.</numerusform>
            <numerusform>%Ln warten weiter unten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln years</source>
        <translation>
            <numerusform>%Ln Jahr</numerusform>
            <numerusform>%Ln Jahre</numerusform>
        </translation>
    </message>
    <message>
        <source>A change</source>
        <translation>Eine Änderung</translation>
    </message>
    <message>
        <source>Add {name:this group}, without a face, to a photo</source>
        <translation>{name:Diese Gruppe} ohne Gesicht zu einem Foto hinzufügen</translation>
    </message>
    <message>
        <source>Ask again about {name}: {answers:# answer taken back|# answers taken back}</source>
        <translation>Wieder nach {name} fragen: {answers:# Antwort zurückgenommen|# Antworten zurückgenommen}</translation>
    </message>
    <message>
        <source>Ask again: {answers:# answer taken back|# answers taken back}</source>
        <translation>Wieder fragen: {answers:# Antwort zurückgenommen|# Antworten zurückgenommen}</translation>
    </message>
    <message>
        <source>Assigned face to {name}, from the API</source>
        <translation>Gesicht {name} zugeordnet, über die API</translation>
    </message>
    <message>
        <source>Assigned face, from the API</source>
        <translation>Gesicht zugeordnet, über die API</translation>
    </message>
    <message>
        <source>Change a library</source>
        <translation>Eine Bibliothek ändern</translation>
    </message>
    <message>
        <source>Change {name:an unnamed person}</source>
        <translation>{name:Eine unbenannte Person} ändern</translation>
    </message>
    <message>
        <source>Change {name:this group}’s birth date</source>
        <translation>Geburtsdatum ändern: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Change {name:this group}’s portrait</source>
        <translation>Porträt ändern: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Change {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} ändern</translation>
    </message>
    <message>
        <source>Changed library, from the API</source>
        <translation>Bibliothek geändert, über die API</translation>
    </message>
    <message>
        <source>Changed people, from the API</source>
        <translation>Personen geändert, über die API</translation>
    </message>
    <message>
        <source>Changed person, from the API</source>
        <translation>Person geändert, über die API</translation>
    </message>
    <message>
        <source>Changed {name}, from the API</source>
        <translation>{name} geändert, über die API</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {name}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name} bestätigen</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {name}, without {out:# face|# faces}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {name} bestätigen, ohne {out:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Confirm {faces:# face|# faces} of {people:# person|# people}</source>
        <translation>{faces:# Gesicht|# Gesichter} von {people:# Person|# Personen} bestätigen</translation>
    </message>
    <message>
        <source>Create the library {name}</source>
        <translation>Bibliothek {name} anlegen</translation>
    </message>
    <message>
        <source>Create {name:an unnamed person}</source>
        <translation>{name:Eine unbenannte Person} anlegen</translation>
    </message>
    <message>
        <source>Created library, from the API</source>
        <translation>Bibliothek angelegt, über die API</translation>
    </message>
    <message>
        <source>Created person, from the API</source>
        <translation>Person angelegt, über die API</translation>
    </message>
    <message>
        <source>Created {name}, from the API</source>
        <translation>{name} angelegt, über die API</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: about {about}</source>
        <translation>{photos:Ein Foto|# Fotos} datieren: etwa {about}</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: {on:date}</source>
        <translation>{photos:Ein Foto|# Fotos} datieren: {on:date}</translation>
    </message>
    <message>
        <source>Date {photos:a photo|# photos}: {when}</source>
        <translation>Datum für {photos:ein Foto|# Fotos}: {when}</translation>
    </message>
    <message>
        <source>Delete the search {name}</source>
        <translation>Suche {name} löschen</translation>
    </message>
    <message>
        <source>Delete {groups:# group|# groups}</source>
        <translation>{groups:# Gruppe|# Gruppen} löschen</translation>
    </message>
    <message>
        <source>Delete {groups:an unnamed person|# unnamed people}</source>
        <translation>{groups:Eine unbenannte Person|# unbenannte Personen} löschen</translation>
    </message>
    <message>
        <source>Delete {name:this group}</source>
        <translation>{name:Diese Gruppe} löschen</translation>
    </message>
    <message>
        <source>Delete {names:,}</source>
        <translation>{names:,} löschen</translation>
    </message>
    <message>
        <source>Delete {names:,} and {groups:an unnamed person|# unnamed people}</source>
        <translation>{names:,} und {groups:eine unbenannte Person|# unbenannte Personen} löschen</translation>
    </message>
    <message>
        <source>Delete {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} löschen</translation>
    </message>
    <message>
        <source>Deleted face of {name}, from the API</source>
        <translation>Gesicht von {name} gelöscht, über die API</translation>
    </message>
    <message>
        <source>Deleted face, from the API</source>
        <translation>Gesicht gelöscht, über die API</translation>
    </message>
    <message>
        <source>Deleted person, from the API</source>
        <translation>Person gelöscht, über die API</translation>
    </message>
    <message>
        <source>Deleted {name}, from the API</source>
        <translation>{name} gelöscht, über die API</translation>
    </message>
    <message>
        <source>Detach {faces:# face|# faces}</source>
        <translation>{faces:# Gesicht|# Gesichter} lösen</translation>
    </message>
    <message>
        <source>Detached face of {name}, from the API</source>
        <translation>Gesicht von {name} gelöst, über die API</translation>
    </message>
    <message>
        <source>Detached face, from the API</source>
        <translation>Gesicht gelöst, über die API</translation>
    </message>
    <message>
        <source>Do not take the name {name} from {file}</source>
        <translation>Den Namen {name} aus {file} nicht übernehmen</translation>
    </message>
    <message>
        <source>Favourite {groups:# group|# groups}</source>
        <translation>Zu Favoriten machen: {groups:# Gruppe|# Gruppen}</translation>
    </message>
    <message>
        <source>Favourite {name:this group}</source>
        <translation>Zum Favoriten machen: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Favourite {people:# person|# people}</source>
        <translation>Zu Favoriten machen: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Find faces in {name}</source>
        <translation>Gesichter in {name} finden</translation>
    </message>
    <message>
        <source>Find no faces in {name}</source>
        <translation>Keine Gesichter in {name} finden</translation>
    </message>
    <message>
        <source>Give {faces:# face|# faces} to {name:the unnamed person}</source>
        <translation>{faces:# Gesicht|# Gesichter} zuordnen: {name:die unbenannte Person}</translation>
    </message>
    <message>
        <source>Give {faces:# face|# faces} to {name:this group}</source>
        <translation>{faces:# Gesicht|# Gesichter} zuordnen: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Hide {groups:# group|# groups}</source>
        <translation>{groups:# Gruppe|# Gruppen} verbergen</translation>
    </message>
    <message>
        <source>Hide {name:this group}</source>
        <translation>{name:Diese Gruppe} verbergen</translation>
    </message>
    <message>
        <source>Hide {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} verbergen</translation>
    </message>
    <message>
        <source>Ignore {faces:a single face|# single faces}</source>
        <translation>{faces:Ein einzelnes Gesicht|# einzelne Gesichter} ignorieren</translation>
    </message>
    <message>
        <source>Ignore {groups:# group|# groups} and {faces:# single face|# single faces}</source>
        <translation>{groups:# Gruppe|# Gruppen} und {faces:# einzelnes Gesicht|# einzelne Gesichter} ignorieren</translation>
    </message>
    <message>
        <source>Ignore {groups:a group|# groups}</source>
        <translation>{groups:Eine Gruppe|# Gruppen} ignorieren</translation>
    </message>
    <message>
        <source>Import what was decided elsewhere</source>
        <translation>Importieren, was anderswo entschieden wurde</translation>
    </message>
    <message>
        <source>Import {faces:# face|# faces}</source>
        <translation>Import: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Import {faces:# face|# faces} and {people:# new person|# new people}</source>
        <translation>Import: {faces:# Gesicht|# Gesichter} und {people:# neue Person|# neue Personen}</translation>
    </message>
    <message>
        <source>Import {people:# new person|# new people}</source>
        <translation>Import: {people:# neue Person|# neue Personen}</translation>
    </message>
    <message>
        <source>It holds everything that is there now.</source>
        <translation>Sie enthält alles, was jetzt da ist.</translation>
    </message>
    <message>
        <source>It lacks no name; the history is shorter.</source>
        <translation>Ihr fehlt kein Name; der Verlauf ist kürzer.</translation>
    </message>
    <message>
        <source>It lacks {}, made since.</source>
        <translation>Ihr fehlt, seither gemacht: {}.</translation>
    </message>
    <message>
        <source>It lacks {}, or more.</source>
        <translation>Ihr fehlt mindestens: {}.</translation>
    </message>
    <message>
        <source>It may be about another photo of that name</source>
        <translation>Vielleicht ist ein anderes Foto dieses Namens gemeint</translation>
    </message>
    <message>
        <source>Keep names beside the photos of “{name}”</source>
        <translation>Namen neben den Fotos von „{name}“ aufbewahren</translation>
    </message>
    <message>
        <source>Keep no names beside the photos of “{name}”</source>
        <translation>Keine Namen neben den Fotos von „{name}“ aufbewahren</translation>
    </message>
    <message>
        <source>Keep your word against {names:# name|# names} in files</source>
        <translation>Bei deinem Wort bleiben, gegen {names:# Namen|# Namen} in Dateien</translation>
    </message>
    <message>
        <source>Leave open for {name:this group}: {faces:# face|# faces}</source>
        <translation>Offen lassen für {name:diese Gruppe}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Leave {name:this group} twice in {photos:a photo|# photos}</source>
        <translation>{name:Diese Gruppe} zweimal lassen auf: {photos:einem Foto|# Fotos}</translation>
    </message>
    <message>
        <source>Leave {other:a group} and {name:a group} open</source>
        <translation>{other:Eine Gruppe} und {name:eine Gruppe} offen lassen</translation>
    </message>
    <message>
        <source>Left open for {name:an unnamed person}: {faces:# face|# faces}</source>
        <translation>Offen gelassen für {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Left open for {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}</source>
        <translation>Offen gelassen für {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter} und {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Left open for {name:an unnamed person}: {people:# person|# people}</source>
        <translation>Offen gelassen für {name:eine unbenannte Person}: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Mark a face</source>
        <translation>Ein Gesicht markieren</translation>
    </message>
    <message>
        <source>Marked a face of {name}, from the API</source>
        <translation>Gesicht von {name} markiert, über die API</translation>
    </message>
    <message>
        <source>Marked a face, from the API</source>
        <translation>Gesicht markiert, über die API</translation>
    </message>
    <message>
        <source>Merge {groups:a group|# groups} into {into:another group}</source>
        <translation>{groups:Eine Gruppe|# Gruppen} zusammenführen mit: {into:einer anderen Gruppe}</translation>
    </message>
    <message>
        <source>Merge {names:,} and {groups:# group|# groups} into {into:another group}</source>
        <translation>{names:,} und {groups:# Gruppe|# Gruppen} zusammenführen mit: {into:einer anderen Gruppe}</translation>
    </message>
    <message>
        <source>Merge {names:,} and {more:# person|# people} more into {into:another group}</source>
        <translation>{names:,} und {more:# weitere Person|# weitere Personen} zusammenführen mit: {into:einer anderen Gruppe}</translation>
    </message>
    <message>
        <source>Merge {names} into {into:another group}</source>
        <translation>{names} zusammenführen mit: {into:einer anderen Gruppe}</translation>
    </message>
    <message>
        <source>Merge {people:# person|# people} into {into:an unnamed person}</source>
        <translation>{people:# Person|# Personen} zusammenführen mit: {into:eine unbenannte Person}</translation>
    </message>
    <message>
        <source>Merged people, from the API</source>
        <translation>Personen zusammengeführt, über die API</translation>
    </message>
    <message>
        <source>Merged {people:# person|# people} into {into}, from the API</source>
        <translation>{people:# Person|# Personen} mit {into} zusammengeführt, über die API</translation>
    </message>
    <message>
        <source>Move the frame of {name:a face}</source>
        <translation>Rahmen verschieben: {name:ein Gesicht}</translation>
    </message>
    <message>
        <source>Name {name}</source>
        <translation>{name} benennen</translation>
    </message>
    <message>
        <source>Name {name}, without {out:# face|# faces}</source>
        <translation>{name} benennen, ohne {out:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>New person {name}</source>
        <translation>Neue Person {name}</translation>
    </message>
    <message>
        <source>Nobody is called {name} here any more</source>
        <translation>Niemand heißt hier noch {name}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {faces:# face|# faces}</source>
        <translation>Nicht {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}</source>
        <translation>Nicht {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter} und {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not {name:an unnamed person}: {people:# person|# people}</source>
        <translation>Nicht {name:eine unbenannte Person}: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Not {name:this group}: {faces:# face|# faces}</source>
        <translation>Nicht {name:diese Gruppe}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Read no names that photos of {name} carry</source>
        <translation>Keine Namen lesen, die Fotos in {name} tragen</translation>
    </message>
    <message>
        <source>Read the names that photos of {name} carry</source>
        <translation>Namen lesen, die Fotos in {name} tragen</translation>
    </message>
    <message>
        <source>Read {dates:# birth date|# birth dates} and {people:# new person|# new people} from contacts</source>
        <translation>{dates:# Geburtsdatum|# Geburtsdaten} und {people:# neue Person|# neue Personen} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Read {dates:# birth date|# birth dates} from contacts</source>
        <translation>{dates:# Geburtsdatum|# Geburtsdaten} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Read {names:# name|# names} of {people:# person|# people} from {photos:# photo|# photos}</source>
        <translation>{names:# Namen|# Namen} von {people:# Person|# Personen} aus Fotos lesen ({photos:# Foto|# Fotos})</translation>
    </message>
    <message>
        <source>Read {people:# new person|# new people} from contacts</source>
        <translation>{people:# neue Person|# neue Personen} aus Kontakten lesen</translation>
    </message>
    <message>
        <source>Remove the engine {name}</source>
        <translation>Engine {name} entfernen</translation>
    </message>
    <message>
        <source>Remove {faces:# face|# faces}</source>
        <translation>{faces:# Gesicht|# Gesichter} entfernen</translation>
    </message>
    <message>
        <source>Rename the search {old} to {name}</source>
        <translation>Suche {old} in {name} umbenennen</translation>
    </message>
    <message>
        <source>Rename to {name}</source>
        <translation>In {name} umbenennen</translation>
    </message>
    <message>
        <source>Save the search {name}</source>
        <translation>Suche {name} speichern</translation>
    </message>
    <message>
        <source>Show {groups:# group|# groups}</source>
        <translation>{groups:# Gruppe|# Gruppen} zeigen</translation>
    </message>
    <message>
        <source>Show {name:this group}</source>
        <translation>{name:Diese Gruppe} zeigen</translation>
    </message>
    <message>
        <source>Show {people:# person|# people}</source>
        <translation>{people:# Person|# Personen} zeigen</translation>
    </message>
    <message>
        <source>Split {faces:# face|# faces} off {name:a group}</source>
        <translation>{faces:# Gesicht|# Gesichter} abtrennen von: {name:eine Gruppe}</translation>
    </message>
    <message>
        <source>Take back what scan {scan} placed</source>
        <translation>Zurücknehmen, was Suche {scan} zugeordnet hat</translation>
    </message>
    <message>
        <source>Take the date of {photos:a photo|# photos} away</source>
        <translation>Datum wegnehmen: {photos:ein Foto|# Fotos}</translation>
    </message>
    <message>
        <source>Take the name {name} away</source>
        <translation>Den Namen {name} wegnehmen</translation>
    </message>
    <message>
        <source>Take the name {name} from {file}</source>
        <translation>Den Namen {name} aus {file} übernehmen</translation>
    </message>
    <message>
        <source>Take {faces:# face|# faces} away from {name:this group}</source>
        <translation>{faces:# Gesicht|# Gesichter} wegnehmen: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Take {groups:# group|# groups} out of favourites</source>
        <translation>Keine Favoriten mehr: {groups:# Gruppe|# Gruppen}</translation>
    </message>
    <message>
        <source>Take {name:this group} out of favourites</source>
        <translation>Kein Favorit mehr: {name:diese Gruppe}</translation>
    </message>
    <message>
        <source>Take {name:this group}, without a face, out of a photo</source>
        <translation>{name:Diese Gruppe} ohne Gesicht aus einem Foto herausnehmen</translation>
    </message>
    <message>
        <source>Take {names:# name|# names} from files</source>
        <translation>{names:# Namen|# Namen} aus Dateien übernehmen</translation>
    </message>
    <message>
        <source>Take {name} out</source>
        <translation>{name} herausnehmen</translation>
    </message>
    <message>
        <source>Take {people:# person|# people} out of favourites</source>
        <translation>Keine Favoriten mehr: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Tell {other:a group} and {name:a group} apart</source>
        <translation>{other:Eine Gruppe} und {name:eine Gruppe} unterscheiden</translation>
    </message>
    <message>
        <source>The face looks like someone else</source>
        <translation>Das Gesicht sieht nach jemand anderem aus</translation>
    </message>
    <message>
        <source>The face looks like {name}</source>
        <translation>Das Gesicht sieht nach {name} aus</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Video of {}</source>
        <translation>Video von {}</translation>
    </message>
    <message>
        <source>Video, {} of {}</source>
        <translation>Video, {} von {}</translation>
    </message>
    <message>
        <source>What was named since then cannot be read any more.</source>
        <translation>Was seither benannt wurde, kann nicht mehr gelesen werden.</translation>
    </message>
    <message>
        <source>Without a date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>Yes, {name:an unnamed person}: {faces:# face|# faces}</source>
        <translation>Ja, {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter}</translation>
    </message>
    <message>
        <source>Yes, {name:an unnamed person}: {faces:# face|# faces} and {people:# person|# people}</source>
        <translation>Ja, {name:eine unbenannte Person}: {faces:# Gesicht|# Gesichter} und {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>Yes, {name:an unnamed person}: {people:# person|# people}</source>
        <translation>Ja, {name:eine unbenannte Person}: {people:# Person|# Personen}</translation>
    </message>
    <message>
        <source>You said that another face in it is {name}</source>
        <translation>Du hast gesagt, ein anderes Gesicht darauf ist {name}</translation>
    </message>
    <message>
        <source>You said that it is not {name}</source>
        <translation>Du hast gesagt, dass es nicht {name} ist</translation>
    </message>
    <message>
        <source>You said that there is no face</source>
        <translation>Du hast gesagt, dass da kein Gesicht ist</translation>
    </message>
    <message>
        <source>You said {name}</source>
        <translation>Du hast {name} gesagt</translation>
    </message>
    <message>
        <source>about {}</source>
        <translation>etwa {}</translation>
    </message>
    <message>
        <source>before an import</source>
        <translation>vor einem Import</translation>
    </message>
    <message>
        <source>before an update</source>
        <translation>vor einer Aktualisierung</translation>
    </message>
    <message>
        <source>before another engine</source>
        <translation>vor einer anderen Engine</translation>
    </message>
    <message>
        <source>beginning</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d {} yyyy</source>
        <translation>d. {} yyyy</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>täglich</translation>
    </message>
    <message>
        <source>from {}, {}</source>
        <translation>aus {}, {}</translation>
    </message>
    <message>
        <source>hardly a face</source>
        <translation>kaum ein Gesicht</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
        <source>made by you</source>
        <translation>von dir gemacht</translation>
    </message>
    <message>
        <source>not found in the photo now</source>
        <translation>jetzt nicht auf dem Foto zu finden</translation>
    </message>
    <message>
        <source>placed by Kinfolk</source>
        <translation>von Kinfolk zugeordnet</translation>
    </message>
    <message>
        <source>small</source>
        <translation>klein</translation>
    </message>
    <message>
        <source>the first year</source>
        <translation>das erste Jahr</translation>
    </message>
    <message>
        <source>the library before a restore</source>
        <translation>die Bibliothek vor dem Zurückholen</translation>
    </message>
    <message>
        <source>turned away</source>
        <translation>abgewandt</translation>
    </message>
    <message>
        <source>unclear</source>
        <translation>undeutlich</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>{name} is another folder</source>
        <translation>{name} ist ein anderer Ordner</translation>
    </message>
    <message>
        <source>{old_name} is {new_name} now</source>
        <translation>{old_name} heißt jetzt {new_name}</translation>
    </message>
    <message>
        <source>{old} is in {new} now</source>
        <translation>{old} liegt jetzt in {new}</translation>
    </message>
    <message>
        <source>{old} is {new} now</source>
        <translation>{old} heißt jetzt {new}</translation>
    </message>
    <message>
        <source>{sentence}</source>
        <translation>{sentence}</translation>
    </message>
    <message>
        <source>{} ({}) says {}</source>
        <translation>{} ({}) sagt {}</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} und {}</translation>
    </message>
    <message>
        <source>{} hours left</source>
        <translation>noch {} Stunden</translation>
    </message>
    <message>
        <source>{} min left</source>
        <translation>noch {} min</translation>
    </message>
    <message>
        <source>{} or {}</source>
        <translation>{} oder {}</translation>
    </message>
    <message>
        <source>{} unknown</source>
        <translation>{} unbekannt</translation>
    </message>
    <message>
        <source>{}’s</source>
        <translation>von {}</translation>
    </message>
</context>
</TS>
