// Checks PDF files against PDF/A-2a and PDF/UA-1 with veraPDF's validation core.
//
// Usage: java -cp JARS Validate.java FILE...
// Prints, for each file and standard, "FILE STANDARD pass" or "FILE STANDARD fail"
// and then the rules that it breaks. Exits with 1 if any file fails, with 2 if one
// cannot be checked at all.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Validate {
    public static void main(String[] files) {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        if (files.length == 0) {
            System.err.println("name at least one file");
            System.exit(2);
        }
        boolean pass = true;
        for (String file : files) {
            for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1}) {
                try {
                    pass &= check(file, flavour);
                } catch (Exception error) {
                    System.err.println(file + " cannot be checked: " + error);
                    System.exit(2);
                }
            }
        }
        System.exit(pass ? 0 : 1);
    }

    private static boolean check(String file, PDFAFlavour flavour) throws Exception {
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            boolean pass = result.isCompliant();
            System.out.println(file + " " + flavour.getId() + " " + (pass ? "pass" : "fail"));
            TreeSet<String> broken = new TreeSet<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    broken.add("  " + assertion.getRuleId().getClause() + "-"
                            + assertion.getRuleId().getTestNumber() + ": " + assertion.getMessage());
                }
            }
            broken.forEach(System.out::println);
            return pass;
        }
    }
}
