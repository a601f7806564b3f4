"""Given names as data: between two semicolons stands one name in its languages, scripts and pet forms."""

GIVEN = """
олександр александр oleksandr alexander aleksander alexandre саша сашко сашик саня шура шурик лесь олесь
алекс alex sasha sandy; олександра александра oleksandra alexandra саша сашенька саня шура леся олеся
алекса alex sasha sandra; олексій алексей oleksii aleksey alexei alexey alexis льоша леша лешко олекса
альоша алеша lyosha alyosha; олена елена алена алёна olena elena yelena helena helen helene ellen оленка
лена леночка еленка lena alyona hala; олег oleg oleh олежка олежек олежик; ольга olga olha helga оля
олечка олька ольгуня olya olia; оксана ксения ксенія oksana xenia kseniia ксюша ксюха оксанка ксюня сана
ksenia ksusha oxana; андрій андрей andrii andrew andreas andrzej andre андрюша андрюха андрійко andy drew;
анна ганна hanna anna anne ann hannah анка аня анечка анюта нюта нюра нюся галя ганнуся ania anya annie
nancy anka; анастасія анастасия anastasia anastasiia настя настуня настасья стася nastia nastya stacy;
антон anton antony anthony anthon антоша тоша тоха антось антін tony antoni; антоніна антонина antonina
тоня тося антося tonia tonya; артем артём artem artyom artemii артемій тема тёма тьома артемка темик
tyoma; артур artur arthur артурчик art; богдан bohdan bogdan бодя данко богданчик bodia; богдана bohdana
bogdana дана; борис borys boris боря борька бориско bob boria borya; вадим vadym vadim вадик вадя вадько
vadik; валентин valentyn valentin валя валік валик val; валентина valentyna valentina валя валюша валечка
валюха тина valia valya; валерій валерий valerii valery валера валерка лера; валерія валерия valeriia
valeria валера лера лерочка lera; варвара varvara barbara варя варенька варка basia barb varya; василь
василий vasyl vasili vasiliy basil вася васька василько васьок vasia vasya; василиса vasylysa vasilisa
вася; вероніка вероника veronika veronica ніка ника вера nika; віктор виктор viktor victor wiktor вітя
витя вітько витек витёк vic vitia; вікторія виктория viktoriia victoria wiktoria віка вика вікуся викуля
vika vicky tori; віра вера vira vera wiera вірочка верочка верунчик; віталій виталий vitalii vitaly
witalij віталік виталик віталя виталя вітя витя vitalik; віталіна виталина vitalina віта віталя; владислав
vladyslav vladislav wladyslaw wladislaw влад владик владя слава vlad; владислава vladyslava влада владя
слава; володимир владимир volodymyr vladimir wladimir wlodzimierz waldemar вова вовка вовчик вовик володя
володька влодко vova volodia volodya; всеволод vsevolod сева seva; вячеслав viacheslav vyacheslav slava
слава славік славик в'ячеслав; галина халина halyna galina halina галя галка галинка галочка halia galya;
геннадій геннадий hennadii gennady gennadiy гена генка геник геша gena hena; георгій георгий heorhii
georgy george georg jerzy жора гоша гоги жорик гера юрій юрий; герман herman german hermann гера; гліб
глеб hlib gleb глібко глебушка; григорій григорий hryhorii grigory gregory gregor grzegorz гриша гриць
грицько гринько greg grisha hrysha; давид david dawid davyd дава додік dave; даніель даниэль daniel daniil
danil данило данил даниил danylo данько danila данилко даня данік данька данчик dan danny dania danya;
данута danuta дана; дар'я дарія дарья daria darya dariia даша дашка дашенька одарка dasha; дарина daryna
darina даринка даша; денис denys denis dennis денисик дэн ден деня denny; діана диана diana diane дина ді;
дмитро дмитрий димитрий dmytro dmitry dmitri dmitrii dimitri діма дима дімка димка дімон димон митя мітя
митько дмитрик dima mitya mitia; домініка dominika dominica; едуард эдуард eduard edward едік эдик едя ed
eddie edik; едвард edward eduard; еліна элина elina еля; емілія эмилия emilia emily emiliia эмма емма emma
міла; ернест ernest ernst; євген евгений yevhen evgeny eugene eugen evgenii jewgeni женя женька жека
євгеній женик zhenya zhenia gene jenya; євгенія евгения yevheniia evgenia eugenia evgeniya женя женька
женечка єва zhenya zhenia; єлизавета елизавета yelyzaveta elizaveta elizabeth elisabeth elzbieta elżbieta
ліза лиза лізка лизонька елиз liza lisa eliza beth betty liz ela; єва ева eva eve yeva; єгор егор yehor
egor yegor гора єгорка егорка жора; єфрем ефрем yefrem efrem; єфим ефим yukhym efim юхим фіма фима; жанна
zhanna jeanne joanna janna żanna жанночка жануся jana; захар zakhar zahar zachary захарко; зінаїда зинаида
zinaida зіна зина zina; зоя zoia zoya zoe зойка; зоряна zoriana зоря; іван иван ivan iwan johann hans john
jan johannes jean juan giovanni ваня ванька іванко ванюша вано vania vanya jack johnny jasiek janek;
іванна иванна ivanna joanna ванна ива; ігор игорь ihor igor гоша ігорко гарік гарик ігорьок игорёк gosha;
ілля илья illia ilya ilja elias elijah eli ілюша илюша ілько ілюха; інга инга inha inga; інеса инесса
inesa inessa inna; інна инна inna інночка; ірина ирина iryna irina irene irena арина аріна іра ира ірка
ирка іринка іруся ірочка ируся ira irka rena; йосип иосиф осип yosyp iosif josef joseph jozef józef юзеф
joe josh jusef ося; камила каміла kamila camilla; карина каріна karyna karina; каролина кароліна karolina
caroline carolina karoline лина; катерина екатерина kateryna ekaterina catherine katherine katarzyna
katharina kathryn катя катька катруся катюша катюха kate katia katya kasia kathy cathy katie; кирило
кирилл kyrylo kirill cyril кіра кира кирюша кирик; кіра кира kira kyra; клавдія клавдия klavdiia claudia
клава; костянтин константин kostiantyn konstantin constantine костя костик костюша костян kostia kostya
kostik; крістіна кристина христина kristina khrystyna christina krystyna christine крістя христя христинка
chris tina krysia; лариса larysa larisa лара лариска larochka lara; лев lev leo lew leon левко левчик
льова; леонід леонид leonid льоня леня лёня льончик lyonia lenia; леонтій леонтий leontii леонт; лідія
лидия lidiia lydia lidia лида ліда лідочка lida; лілія лилия liliia lilia lily lilian ліля лиля; любов
любовь liubov lubov lyubov luba люба любаша любочка любка lyuba liuba; людмила liudmyla ludmila lyudmila
люда люся міла мила людочка людка lyuda liuda ludka mila; лука luka luke lucas lukas lukasz łukasz лучик;
макар makar макарчик; максим maksym maxim maksim макс максик максимко max; маргарита marharyta margarita
margaret margarete margarethe malgorzata małgorzata рита ритуля маргоша марго rita margo maggie peggy
gosia greta; марина maryna marina мара маринка мариша марися; марія мария mariia maria marie mary мар'я
маша маруся марійка марічка манька маня муся masha mania marysia; мар'яна марьяна mariana marianna
marianne маряна яна; марк mark marko marcus markus marek марко marc marco; мартин martin marcin martyn
мартинко; матвій матвей matvii matvey matthew matthias mateusz матвійко мотя matt; мирон myron miron;
мирослав myroslav miroslav miroslaw славко слава мирко; мирослава myroslava miroslava мира слава; михайло
михаил mykhailo mikhail michael michal michail michel михаель міша миша мишко михась міхась мишка mike
mick misha mykhas; микита никита mykyta nikita нікіта микитка никитос nik; микола николай mykola nikolay
nicholas nikolaus nikolai klaus mikolaj mikołaj микольцьо коля колька миколка колян kolia kolya nick niko;
наталія наталья наталя nataliia natalia natalie natalya nataly наталка ната наташа наталочка туся natasha
nata; назар nazar назарій назарко nazarii; надія надежда nadiia nadezhda nadia надя надійка надюша nadya;
неля нелля нелли nelia nelly nellie; ніна нина nina нінка нинуля; оксен авксентій; олімпіада олимпиада
лєра; орест orest orestes орко; орина арина аріна orina arina; остап ostap остапчик; павло павел pavlo
pavel paul pawel paweł paolo pablo паша павлик павлуша пашка pasha; пантелей panteleimon пантелеймон;
петро петр пётр petro petr peter piotr pedro pierre петя петька петрусь петрик pete petia petya; платон
platon plato; поліна полина polina paulina pauline поля полінка polia; прокіп прокоп prokip prokop; раїса
раиса raisa rayisa рая раечка raia; регіна регина rehina regina; роман roman рома ромка ромчик ромко roma;
ростислав rostyslav rostislav ростик слава рост; руслан ruslan русик русланчик rus; руслана ruslana руся;
сабіна сабина sabina sabine; савва сава sava savva; світлана светлана svitlana svetlana swetlana свєта
света світланка светик ланя sveta svieta lana; святослав sviatoslav svyatoslav слава святик святко; семен
семён semen semyon simon szymon сьома сема сеня семко сень senia; сергій сергей serhii sergey sergei serge
sergiusz сергійко серж серёжа серьожа сєрьога серега сережа serg seriozha seryozha; соломія solomiia
solomia соля міка; софія софья sofiia sophia sofia sophie zofia соня софа софійка sonia sonya; станіслав
станислав stanislav stanislaw stas стас стасик славко слава стась staszek; степан stepan stephen stefan
steven szczepan степа стьопа стёпа степко steve; сусанна susanna susan zuzanna; тадей tadei tadeusz
thaddeus; тамара tamara тома тамарка tamar toma; тарас taras тарасик тарасько; тетяна татьяна tetiana
tatiana tatyana tanja тетянка таня танюша танечка танька tania tanya; тимофій тимофей tymofii timothy
timofey тима тимоша тимко тімоха tim tima; тимур tymur timur тіма тима; томас tomas thomas tomasz фома
хома хомко tom tommy; уляна ульяна uliana ulyana juliana уля уляся; устим ustym; устина юстина ustyna
justyna justine; федір федор фёдор fedir fedor fyodor theodor teodor theodore федя федько федь федюня
теодор fedia fedya ted; феодосій феодосия тодось; фелікс феликс feliks felix; франц franz frank francis
franciszek francois франко frans; христофор christopher christoph krzysztof chris kris kristof; юлія юлия
yuliia julia iuliia yulia juliet юля юлька юленька юляся julka yulya julie; юліан юлиан yulian julian
юлік; юрій юрий yurii yuri iurii jurij юра юрко юрась юрчик юрик yura iura jurek; яків яков yakiv yakov
jacob jakob jakub james яша яшко янкель yasha jim jake; ян yan jan янко; яна yana jana яночка янка; ярема
yarema jeremy яремко; ярина yaryna яринка; яромир yaromyr jaromir; ярослав yaroslav jaroslav jaroslaw
iaroslav ярик ярко яромчик слава yarik jarek; ярослава yaroslava jaroslava яра слава ясі; адам adam адась
адамко; аліна алина alina аля алінка; аліса алиса alisa alice аля; алла alla аллочка аля; альберт albert
алік bert; альбіна альбина albina аля; анатолій анатолий anatolii anatoly толя толік толик толян tolik
tolia tolya; ангеліна ангелина anhelina angelina ліна лина геля анжела; анжела anzhela angela анжеліка
анжелика angelica ликуся; аркадій аркадий arkadii arkady аркаша; арсен арсеній арсений arsen arsenii сеня
арс; афанасій афанасий опанас panas панас afanasii опанасик; аделіна аделина adelina аделя; азамат azamat
аза; айгуль aigul aygul; айжан aizhan; алмас almas алмаз; арман arman; асель asel assel; бауржан bauyrzhan
baurzhan бауыржан; даурен dauren; ерлан erlan yerlan; жандос zhandos; динара dinara; нурлан nurlan;
нурсултан nursultan; гульнара gulnara гуля; гузель guzel; ринат rinat renat; рустам rustam rustem; тимер
timer; самвел samvel; сурен suren; армен armen; давит davit; вахтанг vakhtang; гіоргі giorgi; ніно нино
nino; william bill will billy willy wilhelm guillermo liam; robert rob bob bobby robbie роберт; richard
rick dick ricky rich ричард річард; charles charlie karl carl chuck чарльз карл кароль karol; henry harry
heinrich henryk hank генрі генріх; margareta meg; elizabeta lizzy; katrin karin; susan sue susie suzanne;
patricia pat patty tricia patrycja; patrick patryk padraig pat патрик; benjamin ben benny бенджамін;
samuel sam sammy самуїл; samantha sam sammy; joshua josh; jonathan jon nathan john; matthew matt matty;
nicole nicky nikki; jennifer jen jenny jenn; jessica jess jessie; rebecca becky becca; deborah deb debbie
debra; kimberly kim; pamela pam; cynthia cindy; victoria vicky; gabriel gabe gabriele габріель; gabriela
gabriella gabi gabrielle; raphael rafael rafal rafał; ludwig louis luis lewis ludwik людвіг; friedrich
frederick fred fritz fryderyk freddy; jürgen juergen jurgen jorg jörg joerg; wolfgang wolf; dietmar;
gerhard gerard gert gerd; günter gunter gunther günther; ursula ulla urszula uschi; gisela giesela; renate
renata рената; monika monica моніка моника; agnieszka agnes aga агнешка; ewelina ewa evelyn; grażyna
grazyna; jolanta jola violanta; kazimierz казимир kazik; zbigniew zbyszek збігнєв; wojciech wojtek
adalbert войцех; jacek hyacinth яцек; maciej матей maciek мацей; dariusz darek darius даріуш; mariusz
marius маріуш; leszek lech лешек; bogusław boguslaw boguś богуслав; bożena bozena божена; beata беата;
ronald ron ronnie; donald don donny; kenneth ken kenny; jeffrey jeff geoffrey; gregory greg; eric erik
ерік эрик; walter walt вальтер; raymond ray; lawrence larry laurence laurent lorenz; jerome jerry gerald;
timothy tim timmy; philip phil filip philipp филипп філіп пилип pylyp; dominic dominik dom; vincent vince
vincenzo; zachariah zach zachary zac zak; isabella isabel izabela isabelle bella; madeline madeleine
maddie magdalena magda мадлен; abigail abby abbie gail; caitlin katelyn kaitlyn caitlyn; mikayla michaela
mikaela; lachlan lachie; rhiannon rhianna; hayley haley hailey; ashley ashleigh; olivia liv olive; grace;
emma; chloe chloé; jasmine; georgia; ella; mia; ruby; zoe zoë; holly; amber; paige; brooke; lily; lucy;
molly mollie; amelia; matilda; charlotte lottie charly; hannah; sienna; lara; alana; imogen; phoebe;
tahlia talia; jade; eliza; erin; freya; harriet; keira kiera; kayla; kirsten; maya; summer; tara; taylah
taylor; jorja; caroline; hugo; ethan etan; jack; cooper; lachlan; jayden jaiden; tyler tylah; riley;
connor conor; mitchell mitch; liam; harrison; dylan; blake; bailey baylee bailee; noah; jordan; luke;
nathan; angus; brayden; caleb; campbell cam; declan; flynn; finn; hamish; harry; hayden; isaac; jake;
jett; joel; kyle kai; levi; mason; oscar; owen; reece rhys; ryan; sean shaun shawn shane; sebastian seb;
spencer; toby tobias; travis; xavier; zane; brandon; brodie; cody kody; darcy; callum; marcus; damian
damien; craig; scott; stuart; neil; graham; gordon; colin; derek; duncan; ian; ross; keith; kevin kev;
barry; brian bryan; carl; clive; dean deane; douglas doug; gareth; gavin; glen glenn; howard; hugh; jamie;
jason jase; justin; karl; leonard len; leroy; lloyd; malcolm; miles myles; norman norm; oliver ollie;
perry; quentin; ralph; roger rodge; roland; roy; russell russ; sidney sid; stanley stan; terry terrence
terence; trevor trev; tristan; victor; vernon; warren; wayne; wesley wes; zachary; amy; audrey; beatrice
bea; bridget; carol carole; carla; carmen; charlene; cheryl; clara klara; claire clare klara; colleen;
courtney; daisy; dawn; denise; dorothy dot; edith; eileen; eleanor ellie nell; elsie; esther ester; ethel;
eve; faith; fiona; florence flo; frances fran; freda; gemma; geraldine; gina; gladys; glenda; gloria
hloria; gwen gwendolyn; heather; heidi; hilary; hope; iris; ivy; jane janet; janice; jean; jenna; jill
jillian; joan; jodie; josephine josie; joy; joyce; judith judy; june; kayleigh; kelly; kerry; kirsty;
krista; lauren; leah; lesley; lindsay lindsey; lois; lorraine; louise luise; lynn lynne; mandy; marcia;
marilyn; marjorie; marlene; maureen; maxine; melanie mel; melissa; michelle; mildred; miranda; miriam;
muriel; myrtle; naomi; norma; paula; penelope penny; phyllis; priscilla; rachel rachael; rhonda; robyn;
rosa; rose rosie rosemary; rosalind; ruth; sally; selina; sharon; sheila; shelley; shirley; stella;
stephanie steph stefanie; sylvia silvia; tanya; teresa theresa tereza; tiffany; tracy tracey; trudy;
valerie; vanessa nessa; vera; virginia ginny; vivian vivien; wendy; yvonne; yvette; zara; alejandro;
alfonso; andrea; antonio; carlos; diego; enrique enzo; fernando; francesco; giuseppe; jorge; jose josé;
juan; lorenzo; luigi; luca luka; manuel; marco; mario; miguel; pablo; paolo; pedro; ricardo; roberto;
salvatore; santiago; sergio; björn bjoern bjorn; lars; nils niels; ole; olaf olav; per; sven svein; søren
soeren soren; thor tor; anders; axel aksel; erik; gustav; henrik; jesper; kasper kaspar; leif; magnus;
ingrid; astrid; birgit; brigitte brygida; elke; freja; gudrun; hanne; helge; ilse; inge; jutta; katja;
kerstin; liesel; lotte; maren; marlies; sabine; silke; sigrid; solveig; uwe; udo; ulrich uli; volker;
werner; rainer reiner; rolf; ralf; ralph; rüdiger; norbert; manfred; lothar; kurt curt; jochen joachim;
horst; holger; heinz; hartmut; hagen; gunnar; götz; eckhard; detlef; dieter; carsten karsten; bernd
bernhard bernard; armin; arne; alfred; zoltan; gábor; lászló; attila; mehmet; mustafa; ahmed ahmad; ali;
hassan hasan; ibrahim; yusuf; omar umar; fatima; aisha; aysha; ayşe; gökhan goekhan gokhan; emre; murat;
serkan; tolga; mircea; ion; radu; cristian christian kristian; razvan; vasile; stefania; dragan; goran;
milan milos miloš; zoran; nikola; vesna; jelena; zdeněk; jiří; jaromír; miloslav; radek; radoslav
radosław; květa; petra; ladislav; bohumil; zuzana; alžběta; edyta; iwona; halina; krystian; łukasz;
mieczysław; ryszard; stanisława; sławomir; teresa; urszula; wacław; wiesław; witold; zdzisław;
"""
"""Only forms that sound apart need to stand here; a pet form of several names stands with each of them."""
