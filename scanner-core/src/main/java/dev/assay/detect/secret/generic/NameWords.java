package dev.assay.detect.secret.generic;

/** Words of names that say what stands beside them, whatever the stem. */
final class NameWords {
  /** After a stem: the value is still the credential. */
  final WordTable neutral =
      WordTable.of(
          """
          value val string str text data raw plain plaintext default b base enc prod dev test old new
          current admin root user db digits env production staging live primary secondary main local
          bytes hex clear cleartext literal const constant
          """);

  /** After a stem: the value is something about the credential. */
  final WordTable bad =
      WordTable.of(
          """
          file files path name names id ids url uri length len size policy field fields label hint type
          types factory expiry expires expire expiration ttl timeout count max min limit format regex
          pattern prefix suffix index provider manager handler handlers service store class method mode
          algorithm algo alg enabled disabled required strength reset error errors message title
          placeholder tooltip description desc help link button form view page template controller
          header headers param params parameter option options config property properties setting
          settings endpoint callback scope scopes issuer realm status version encoder column table map
          list set ref selector alias usage ops date time location source target event role group owner
          username generator validator request response metadata history hash digest salt hashed
          fingerprint attribute attributes arn bucket env environment variable var exists present missing auth
          scheme schema host hostname port server dn rules complexity
          """);

  /** Before a stem: the value is a text or a flag about the credential. */
  final WordTable badBefore =
      WordTable.of(
          """
          forgot forgotten reset confirm confirmation change changed invalid no missing label title show
          hide has is require required requires wrong mandatory update set get enter repeat allow enable
          enabled disable use uses check verify validate public primary foreign sort cache row hot
          partition unique route translation error err empty expected num parse find create delete
          generate remove list add ask prompt map event bad incorrect unknown msg message lbl txt i18n
          lang object array hash dict make before after
          registry property config attr attribute field column option format
          """);

  /** Before a stem: the value is made anew at each use, and opens nothing. */
  final WordTable opaque =
      WordTable.of(
          """
          csrf xsrf pagination page next continuation continue cursor sync resume cancel cancellation
          antiforgery request idempotency change etag lock fencing ownership row partition sort cache
          primary foreign unique public publishable site website spreadsheet sheet fake dummy mock
          """);

  /** Anywhere: what stands there isn't the credential in clear. */
  final WordTable sealed =
      WordTable.of(
          """
          encrypted hashed hash sealed digest sha md bcrypt checksum fingerprint salted crypted cipher
          ciphertext masked obfuscated
          """);

  /** Joined to a stem in front of it they make a usual name: {@code dbpassword}. */
  final WordTable joined =
      WordTable.of(
          """
          db user admin root my your some login ftp sftp ssh smtp mail email imap ldap proxy sql pg mysql postgres
          redis mongo key store trust bind client server api auth master access secret private app
          account service jdbc svn git http https wifi sudo web vpn radius rabbit es elastic kafka sa
          require access bot bearer refresh session x id jwt database dbuser system sys test demo the
          default our new old repl replication requirepass super ro rw sign pem p cert ssl tls
          oracle rpc wallet consumer
          """);

  /** How a test ended, beside a pass. */
  final WordTable outcomes =
      WordTable.of(
          "success ok good green passed fail failed failure error info warning danger valid");

  /** The word for a password in languages: a value that is one is a translation. */
  final WordTable translations =
      WordTable.of(
          """
          password passwort kennwort contrasena senha motdepasse mot wachtwoord haslo parola salasana
          losenord adgangskode heslo jelszo parol sifre passord contrasenya parole geslo lozinka
          slaptazodis parool lykilord kodeord salas
          """);

  /** Values of such words are what is asked for, not what is kept. */
  final WordTable users =
      WordTable.of("user username login uid usr userid account email principal uname");
}
